//! The panic hook of the explored program.

use super::PanicHookInfo;
use crate::io::clew_eprint;
use crate::rt::{self, Hook};
use crate::thread;

/// Makes `hook` what panics are told to.
///
/// # Panics
///
/// When the calling thread is panicking.
pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>) {
    drop(change(Some(hook)));
}

/// Takes the hook away, and gives it back: std's own if none was set.
///
/// # Panics
///
/// When the calling thread is panicking.
#[must_use]
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static> {
    change(None).unwrap_or_else(|| Box::new(default))
}

fn change(hook: Option<Hook>) -> Option<Hook> {
    assert!(
        !rt::panicking(),
        "cannot modify the panic hook from a panicking thread"
    );
    core::mem::replace(rt::hook(), hook)
}

/// What std's own hook says.
fn default(info: &PanicHookInfo<'_>) {
    let thread = thread::current();
    let name = thread.name().unwrap_or("<unnamed>");
    let message = info.payload_as_str().unwrap_or("Box<dyn Any>");
    match info.location() {
        Some(place) => clew_eprint(format_args!(
            "\nthread '{name}' panicked at {place}:\n{message}\n"
        )),
        None => clew_eprint(format_args!("\nthread '{name}' panicked:\n{message}\n")),
    }
}
