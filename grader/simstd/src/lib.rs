//! A drop-in std for threads.
//!
//! A learner's crate is compiled with `--extern std=libsimstd.so` and finds here everything that it finds in std. What
//! a program can wait in, be woken by or read chance from is a module of ours over the scheduler (`rt`); the rest is
//! std's own, because an item that is declared beats one that comes with a glob.
//!
#![doc = include_str!("../SURFACE.md")]
#![expect(
    hidden_glob_reexports,
    reason = "std's own modules of these names are unstable or private"
)]

pub use ::std::*;

mod drive;
pub mod env;
pub mod fs;
pub mod hint;
pub mod io;
mod macros;
mod model;
pub mod net;
pub mod os;
pub mod panic;
pub mod prelude;
pub mod process;
mod refused;
mod rt;
mod run;
mod search;
pub mod sync;
mod tell;
pub mod thread;
pub mod time;
mod world;

#[doc(hidden)]
pub use run::__clew_run;

/// Explores programs; for the runner only.
#[doc(hidden)]
pub mod __clew {
    pub use crate::drive::explore;
    pub use crate::rt::flight::open as open_recorder;
}
