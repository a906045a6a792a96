//! The panic hook of the explored program.

use super::PanicHookInfo;
use crate::rt;
use core::panic::Location;

/// Makes `hook` what panics are told to.
#[track_caller]
pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>) {
    drop(hook);
    rt::refuse("std::panic::set_hook", Location::caller())
}

/// Takes the hook away.
#[must_use]
#[track_caller]
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static> {
    rt::refuse("std::panic::take_hook", Location::caller())
}
