//! `std::process`: the explored program is a process of the explorer's own. Child processes are not modelled yet: they
//! can be described, and starting one ends the exploration.

mod child;
mod command;
mod exit;
mod stdio;

pub use ::std::process::{CommandArgs, CommandEnvs, ExitStatus, Output};
pub use child::{Child, ChildStderr, ChildStdin, ChildStdout};
pub use command::Command;
pub use exit::{ExitCode, Termination, abort, exit, id};
pub use stdio::Stdio;
