//! The compiler's memory of a crate that is edited again and again: what it need not do once more.
//!
//! rustc takes nothing from its memory when the program is to be written to another place than last time, so that the
//! place belongs to the memory, and only one build at a time may use both.

use super::cache::touch;
use super::work::clear;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The memory of one crate, ours alone as long as this lives.
#[derive(Debug)]
pub(super) struct Memory {
    dir: PathBuf,
    lock: File,
}

/// The file that says whose it is. Written last, never removed alone: who has it open has the very same file.
const LOCK: &str = "lock";

impl Memory {
    /// Makes an empty memory, if there is none. Without one, builds are merely slower.
    pub(super) fn make(dir: &Path) {
        let made = fs::create_dir(dir).and_then(|()| fs::create_dir(dir.join("out")));
        if made.is_ok() {
            let _ = File::create(dir.join(LOCK));
        }
    }

    /// Opens the memory at `dir`. None: there is none, or somebody else uses it.
    pub(super) fn open(dir: &Path) -> Option<Self> {
        let lock = File::options()
            .read(true)
            .append(true)
            .open(dir.join(LOCK))
            .ok()?;
        lock.try_lock().ok()?;
        // The oldest are swept away first.
        touch(dir);
        let memory = Memory {
            dir: dir.to_owned(),
            lock,
        };
        clear(&memory.out(), None);
        Some(memory)
    }

    /// To be held by the compiler as well: one that outlives this process must not write to the place of another's
    /// program.
    pub(super) fn lock(&self) -> &File {
        &self.lock
    }

    /// Where the program is written.
    pub(super) fn out(&self) -> PathBuf {
        self.dir.join("out")
    }

    /// Where the compiler keeps what it remembers.
    pub(super) fn state(&self) -> PathBuf {
        self.dir.join("state")
    }

    /// Forgets everything.
    pub(super) fn forget(&self) {
        clear(&self.state(), None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("crate");
        assert!(Memory::open(&dir).is_none());
        Memory::make(&dir);
        let first = Memory::open(&dir).unwrap();
        assert!(Memory::open(&dir).is_none());
        drop(first);
        assert!(Memory::open(&dir).is_some());
    }

    #[test]
    fn what_is_remembered_stays_and_what_was_left_behind_goes() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("crate");
        Memory::make(&dir);
        let memory = Memory::open(&dir).unwrap();
        fs::create_dir(memory.state()).unwrap();
        fs::write(memory.state().join("graph"), "graph").unwrap();
        fs::write(memory.out().join("half a program"), "").unwrap();
        drop(memory);
        Memory::make(&dir);
        let memory = Memory::open(&dir).unwrap();
        assert!(memory.state().join("graph").exists());
        assert!(fs::read_dir(memory.out()).unwrap().next().is_none());
        memory.forget();
        assert!(!memory.state().join("graph").exists());
    }
}
