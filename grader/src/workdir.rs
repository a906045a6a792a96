//! Working directories for runs: each run gets an empty one of its own.
//!
//! Removing a directory can take longer than running a program (a journal is written), so one that the run left empty
//! is set aside for the next run.

use crate::fault::{Fault, Result};
use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A working directory for one run. When it is dropped, everything that the program left in it goes.
#[derive(Debug)]
pub struct WorkDir {
    /// Where it is.
    pub path: PathBuf,
}

/// Only for whoever runs the grader.
const MODE: u32 = 0o700;
/// The beginning of the name of a directory that is set aside.
const SPARE: &str = "spare-";

impl WorkDir {
    /// Makes one below `scratch`, or takes one that was set aside there.
    ///
    /// # Errors
    /// It cannot be made: no space, no permission.
    pub fn new(scratch: &Path) -> Result<Self> {
        let path = scratch.join(name("run-"));
        // Of several that reach for the same spare one, the system lets one have it.
        if spares(scratch).any(|spare| fs::rename(spare, &path).is_ok()) {
            return Ok(WorkDir { path });
        }
        let made = DirBuilder::new().recursive(true).mode(MODE).create(&path);
        made.map_err(|error| Fault::io("cannot make the directory", &path, &error))?;
        Ok(WorkDir { path })
    }

    /// Whether it is as it was made.
    fn is_untouched(&self) -> bool {
        let empty = fs::read_dir(&self.path).is_ok_and(|mut entries| entries.next().is_none());
        empty
            && fs::symlink_metadata(&self.path)
                .is_ok_and(|about| about.is_dir() && about.permissions().mode() & 0o777 == MODE)
    }
}

impl Drop for WorkDir {
    fn drop(&mut self) {
        let spare = self.path.with_file_name(name(SPARE));
        if self.is_untouched() && fs::rename(&self.path, spare).is_ok() {
            return;
        }
        // What cannot be removed now is swept with the cache; the verdict does not depend on it.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A name that nobody else uses.
fn name(prefix: &str) -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!(
        "{prefix}{}-{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

fn spares(scratch: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(scratch).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(SPARE))
        .map(|entry| entry.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_one_is_used_again_and_a_used_one_is_gone() {
        let scratch = tempfile::tempdir().unwrap();
        drop(WorkDir::new(scratch.path()).unwrap());
        assert_eq!(spares(scratch.path()).count(), 1);
        let used = WorkDir::new(scratch.path()).unwrap();
        assert_eq!(spares(scratch.path()).count(), 0);
        fs::write(used.path.join("left"), "behind").unwrap();
        let path = used.path.clone();
        drop(used);
        assert!(!path.exists());
        assert_eq!(spares(scratch.path()).count(), 0);
    }

    #[test]
    fn one_that_was_locked_up_is_not_handed_on() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = WorkDir::new(scratch.path()).unwrap();
        fs::set_permissions(&dir.path, fs::Permissions::from_mode(0o500)).unwrap();
        drop(dir);
        assert_eq!(spares(scratch.path()).count(), 0);
    }

    #[test]
    fn no_two_runs_share_one() {
        let scratch = tempfile::tempdir().unwrap();
        let paths: std::collections::BTreeSet<PathBuf> = (0..4)
            .map(|_| WorkDir::new(scratch.path()).unwrap())
            .collect::<Vec<_>>()
            .iter()
            .map(|dir| dir.path.clone())
            .collect();
        assert_eq!(paths.len(), 4);
    }
}
