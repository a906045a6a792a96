//! Trouble with starting or watching a program: never the program's own doing.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// What could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The program could not be started: it is missing, is no executable, or the machine is out of something.
    NotStarted,
    /// The program ran, but it could not be watched to its end.
    NotWatched,
    /// Some process of the run could not be ended in time.
    NotEnded,
}

/// Trouble with a run that the program has no part in.
#[derive(Debug)]
pub struct Error {
    /// What could not be done.
    pub kind: ErrorKind,
    /// What was tried, in words that a path may follow: "cannot start".
    pub doing: &'static str,
    /// The file or directory that it was about.
    pub path: Option<PathBuf>,
    /// What the system said.
    pub source: io::Error,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, doing: &'static str, source: impl Into<io::Error>) -> Self {
        Error {
            kind,
            doing,
            path: None,
            source: source.into(),
        }
    }

    pub(crate) fn start(doing: &'static str, source: impl Into<io::Error>) -> Self {
        Error::new(ErrorKind::NotStarted, doing, source)
    }

    pub(crate) fn watch(doing: &'static str, source: impl Into<io::Error>) -> Self {
        Error::new(ErrorKind::NotWatched, doing, source)
    }

    pub(crate) fn at(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.doing)?;
        match &self.path {
            Some(path) => write!(f, " {}", path.display()),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
