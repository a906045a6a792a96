//! A drop-in std for threads.
//!
//! A learner's crate is compiled with `--extern std=libsimstd.so` and finds here everything that it finds in std. What
//! a program can wait in, be woken by or read chance from is a module of ours over the scheduler ([`rt`]); the rest is
//! std's own, because an item that is declared beats one that comes with a glob.
#![expect(hidden_glob_reexports, reason = "std's own modules of these names are unstable or private")]

pub use ::std::*;

pub mod io;
mod macros;
mod model;
pub mod prelude;
pub mod process;
mod rt;
mod run;
mod search;
pub mod sync;
pub mod thread;

#[doc(hidden)]
pub use run::__clew_run;
