//! Directories for builds under way.
//!
//! A build has one directory, which becomes its place in the cache. Making and removing more of them would show: on
//! some file systems the removal of a directory takes milliseconds.

use crate::fault::{Fault, Result};
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A directory for one build, gone afterwards with everything in it, unless it was moved away.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) dir: PathBuf,
}

impl Work {
    pub(super) fn new(parent: &Path) -> Result<Self> {
        Ok(Work {
            dir: directory(parent, "")?,
        })
    }

    /// Moves a regular file here, under a new name, and gives its length.
    pub(super) fn take_in(&self, file: &Path, name: &str) -> Result<u64> {
        let here = self.dir.join(name);
        let moved = fs::rename(file, &here).and_then(|()| fs::symlink_metadata(&here));
        let found = moved.map_err(|error| Fault::io("cannot move", file, &error))?;
        if found.is_file() {
            Ok(found.len())
        } else {
            Err(Fault::ours(format!("{} is not a regular file", file.display())))
        }
    }

    /// Removes everything but one file.
    pub(super) fn clear_except(&self, name: &str) {
        clear(&self.dir, Some(name.as_ref()));
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What cannot be removed now is swept away later.
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// Removes what is in a directory, `except` for one entry. What cannot be removed is swept away later.
pub(super) fn clear(dir: &Path, except: Option<&OsStr>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if Some(entry.file_name().as_os_str()) != except {
            let path = entry.path();
            let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
        }
    }
}

/// A name that no other thread or process uses.
pub(super) fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Makes a directory that nobody else has.
pub(super) fn directory(parent: &Path, prefix: &str) -> Result<PathBuf> {
    // Graders in different containers may share a directory and have the same process number.
    for _ in 0..10_000 {
        let dir = parent.join(format!("{prefix}{}", unique()));
        match fs::create_dir(&dir) {
            Ok(()) => return Ok(dir),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Fault::io("cannot make the directory", &dir, &error)),
        }
    }
    Err(
        Fault::ours(format!("no free name for a directory in {}", parent.display()))
            .hint("Remove that directory; the grader makes it again."),
    )
}
