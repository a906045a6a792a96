//! `std::process`: the explored program is a process of the explorer's own.

mod exit;

pub use ::std::process::*;
pub use exit::{ExitCode, Termination, abort, exit, id};
