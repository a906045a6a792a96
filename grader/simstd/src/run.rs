//! How the learner's `main` is run: as std's `lang_start` does it.

use crate::process::Termination;
use crate::{rt, thread};
use core::any::Any;

/// std's exit code for a `main` that panicked.
pub(crate) const PANICKED: i32 = 101;

/// Runs `main` as the first task of a schedule; gives the exit code.
#[doc(hidden)]
pub fn __clew_run<T: Termination>(main: fn() -> T) -> i32 {
    let code = match rt::catch(|| main().report().code()) {
        Ok(code) => code,
        Err(payload) => {
            rt::task_panicked(message(&*payload));
            // std never drops it either: that could panic again.
            core::mem::forget(payload);
            PANICKED
        }
    };
    thread::run_destructors();
    code
}

/// What a panic says.
pub(crate) fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&'static str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "Box<dyn Any>".to_owned()
    }
}
