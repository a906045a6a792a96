//! How the learner's `main` is run: as std's `lang_start` does it.

use crate::process::Termination;
use crate::{rt, thread};
use core::any::Any;

/// std's exit code for a `main` that panicked.
pub(crate) const PANICKED: i32 = 101;

/// What can be a program's `main`. `By` keeps the two implementations apart; the compiler infers it.
#[doc(hidden)]
pub trait Main<By> {
    /// Calls it; gives the exit code.
    fn call(self) -> i32;
}

impl<T: Termination, F: FnOnce() -> T> Main<(T,)> for F {
    fn call(self) -> i32 {
        self().report().code()
    }
}

/// Names the type `!`, which stable Rust writes as a return type only.
#[doc(hidden)]
pub trait Returns {
    /// What it returns.
    type Value;
}

impl<T> Returns for fn() -> T {
    type Value = T;
}

/// A `main` that never returns. [`Termination`] cannot be implemented for `!` itself here: the compiler would then
/// fear that any type of the learner's might be that one.
#[doc(hidden)]
#[derive(Debug)]
pub struct Never;

impl<F: FnOnce() -> <fn() -> ! as Returns>::Value> Main<Never> for F {
    fn call(self) -> i32 {
        self()
    }
}

/// Runs `main` as the first task of a schedule; gives the exit code.
#[doc(hidden)]
pub fn __clew_run<M: Main<By>, By>(main: M) -> i32 {
    let code = match rt::catch(|| main.call()) {
        Ok(code) => code,
        Err(payload) => {
            rt::task_panicked(&message(&*payload));
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
