//! Processes that the program would have started.

use super::{ExitStatus, Output};
use crate::io;
use crate::refused::{unmade, unread, unwritten};
use core::convert::Infallible;

unmade! {
    /// The pipe to a child's standard input.
    ChildStdin
    /// The pipe from a child's standard output.
    ChildStdout
    /// The pipe from a child's standard error.
    ChildStderr
}

unwritten!(ChildStdin, &ChildStdin);
unread!(ChildStdout, ChildStderr);

/// A process that the program started: there is none.
#[derive(Debug)]
pub struct Child {
    /// The pipe to its standard input.
    pub stdin: Option<ChildStdin>,
    /// The pipe from its standard output.
    pub stdout: Option<ChildStdout>,
    /// The pipe from its standard error.
    pub stderr: Option<ChildStderr>,
    never: Infallible,
}

impl Child {
    /// Ends the process by force.
    ///
    /// # Errors
    ///
    /// There is no value to call it on.
    pub fn kill(&mut self) -> io::Result<()> {
        match self.never {}
    }

    /// The process's number.
    #[must_use]
    pub fn id(&self) -> u32 {
        match self.never {}
    }

    /// Waits until the process has ended.
    ///
    /// # Errors
    ///
    /// There is no value to call it on.
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        match self.never {}
    }

    /// How the process ended, if it has.
    ///
    /// # Errors
    ///
    /// There is no value to call it on.
    pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
        match self.never {}
    }

    /// Waits until the process has ended, and collects what it printed.
    ///
    /// # Errors
    ///
    /// There is no value to call it on.
    pub fn wait_with_output(self) -> io::Result<Output> {
        match self.never {}
    }
}
