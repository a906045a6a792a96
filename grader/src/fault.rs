//! Trouble that is not the learner's: what went wrong, why, and what to do about it.

use std::fmt;
use std::path::Path;

/// Whose trouble it is; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The command line asks for something that does not exist.
    Usage,
    /// The course file or a course directory is invalid.
    Course,
    /// The grader, the toolchain or the machine failed.
    Ours,
    /// Somebody pressed ctrl-C.
    Interrupted,
}

/// An error with its chain of causes and its remedies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whose trouble it is.
    pub kind: Kind,
    /// What went wrong: lower case, no final period. May hold several lines (a course's errors).
    pub message: String,
    /// Why, outermost first.
    pub causes: Vec<String>,
    /// What to do: whole sentences.
    pub hints: Vec<String>,
}

/// What a fallible stage gives back.
pub type Result<T, E = Fault> = std::result::Result<T, E>;

impl Fault {
    /// A fault of this kind.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Fault {
            kind,
            message: message.into(),
            causes: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// The grader's own fault.
    pub fn ours(message: impl Into<String>) -> Self {
        Fault::new(Kind::Ours, message)
    }

    /// The grader's own fault at a file: `doing` says what was tried, as in "cannot write".
    #[must_use]
    pub fn io(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        let fault = Fault::ours(format!("{doing} {}", path.display())).because(error.to_string());
        match error.kind() {
            std::io::ErrorKind::StorageFull => fault.hint("Free some space on that disk and try again."),
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                fault.hint("Check who owns it and whether it can be written.")
            }
            _ => fault,
        }
    }

    /// Adds a cause.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// Adds a remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The process exit code: 2 for wrong usage or an invalid course, 3 for our own fault, 130 when interrupted.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::Usage | Kind::Course => 2,
            Kind::Ours => 3,
            Kind::Interrupted => 130,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        for cause in &self.causes {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}
