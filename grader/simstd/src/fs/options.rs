//! How files are opened and directories made, up to the point where it would be done.

use super::File;
use crate::io;
use crate::refused::refused;
use core::fmt;
use std::path::Path;

/// Ways to open a file.
#[derive(Clone)]
pub struct OpenOptions(::std::fs::OpenOptions);

impl fmt::Debug for OpenOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! switches {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        pub fn $name(&mut self, $name: bool) -> &mut Self {
            self.0.$name($name);
            self
        }
    )* };
}

impl OpenOptions {
    /// All switched off.
    #[expect(clippy::new_without_default, reason = "std's has none either")]
    #[must_use]
    pub fn new() -> Self {
        OpenOptions(::std::fs::OpenOptions::new())
    }

    switches! {
        /// To read from it.
        read;
        /// To write to it.
        write;
        /// To write at its end.
        append;
        /// To empty it first.
        truncate;
        /// To make it if it is not there.
        create;
        /// To make it, and to fail if it is there.
        create_new;
    }

    refused! {
        on self: "std::fs::OpenOptions::open" fn open(path: impl AsRef<Path>) -> io::Result<File>;
    }
}

/// Ways to make a directory.
pub struct DirBuilder(::std::fs::DirBuilder);

impl fmt::Debug for DirBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl DirBuilder {
    /// As `create_dir` does it.
    #[expect(clippy::new_without_default, reason = "std's has none either")]
    #[must_use]
    pub fn new() -> Self {
        DirBuilder(::std::fs::DirBuilder::new())
    }

    switches! {
        /// With all directories above it.
        recursive;
    }

    refused! {
        on self: "std::fs::DirBuilder::create" fn create(path: impl AsRef<Path>) -> io::Result<()>;
    }
}
