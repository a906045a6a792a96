//! What a child's standard streams are connected to.

use super::{ChildStderr, ChildStdin, ChildStdout};
use crate::fs::File;
use crate::io::{PipeReader, PipeWriter, Stderr, Stdout};
use core::fmt;

/// What a child's standard stream is connected to.
pub struct Stdio(());

impl Stdio {
    /// To a pipe.
    #[must_use]
    pub fn piped() -> Stdio {
        Stdio(())
    }

    /// To what the parent's is connected to.
    #[must_use]
    pub fn inherit() -> Stdio {
        Stdio(())
    }

    /// To nothing.
    #[must_use]
    pub fn null() -> Stdio {
        Stdio(())
    }
}

impl fmt::Debug for Stdio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stdio").finish_non_exhaustive()
    }
}

macro_rules! from_unmade {
    ($($type:ty),*) => { $(
        impl From<$type> for Stdio {
            fn from(stream: $type) -> Stdio {
                match stream.0 {}
            }
        }
    )* };
}

from_unmade!(ChildStderr, ChildStdin, ChildStdout, File, PipeReader, PipeWriter);

impl From<Stdout> for Stdio {
    fn from(_: Stdout) -> Stdio {
        Stdio::inherit()
    }
}

impl From<Stderr> for Stdio {
    fn from(_: Stderr) -> Stdio {
        Stdio::inherit()
    }
}
