//! Whether a stream is a terminal: none is, while a program is explored.

use super::{Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock};
use crate::fs::File;

/// Whether a stream is a terminal, as std's trait of this name.
pub trait IsTerminal {
    /// Whether it is one.
    fn is_terminal(&self) -> bool;
}

macro_rules! no_terminals {
    ($($type:ty),*) => { $(
        impl IsTerminal for $type {
            fn is_terminal(&self) -> bool {
                false
            }
        }
    )* };
}

no_terminals!(
    Stdin,
    StdinLock<'_>,
    Stdout,
    StdoutLock<'_>,
    Stderr,
    StderrLock<'_>,
    File
);
