//! What can go wrong with running itself: never the program's doing.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A program could not be started or watched.
#[derive(Debug)]
pub struct Error {
    /// What was tried, as in "cannot start".
    pub doing: &'static str,
    /// The program.
    pub program: PathBuf,
    /// Why it failed.
    pub cause: io::Error,
}

impl Error {
    pub(crate) fn new(doing: &'static str, program: &Path, cause: io::Error) -> Self {
        Error {
            doing,
            program: program.to_owned(),
            cause,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.doing, self.program.display(), self.cause)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
