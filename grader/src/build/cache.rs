//! The grader's own directory: what was built before, found again by the content of what it was built from.
//!
//! `programs/KEY/` holds a finished build: it is written elsewhere and renamed into place, so that two graders at
//! once never see half of one and a crash leaves nothing that is taken for good. `work/` holds builds under way,
//! `incremental/` the compiler's own memory of crates that are edited again and again, `runs/` the working
//! directories of running programs, `crates/` libraries from the registry, `toolchains/` what was found out about
//! compilers.

use super::Diagnostic;
use super::memory::Memory;
use super::sweep::{self, Allowance};
use super::work::{self, Work};
use crate::fault::{Fault, Result};
use rustix::fs::{AtFlags, CWD, Timespec, Timestamps, UTIME_NOW, utimensat};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Finished builds that are kept.
const PROGRAMS: Allowance = Allowance {
    count: 2_000,
    bytes: 2 << 30,
    age: None,
};
/// Crates whose incremental state is kept: a few MB each.
const INCREMENTAL: Allowance = Allowance {
    count: 64,
    bytes: u64::MAX,
    age: None,
};
/// Builds under way end within a minute: what is older was left by a grader that was killed.
const WORK: Allowance = Allowance {
    count: usize::MAX,
    bytes: u64::MAX,
    age: Some(Duration::from_hours(1)),
};
/// Programs under way end within their limits, except those that a learner just runs.
const RUNS: Allowance = Allowance {
    count: usize::MAX,
    bytes: u64::MAX,
    age: Some(Duration::from_hours(24)),
};
/// Toolchains that are remembered: a small file each.
const TOOLCHAINS: Allowance = Allowance {
    count: 32,
    bytes: u64::MAX,
    age: None,
};

/// Sets of crates from the registry: tens of MB each.
const CRATES: Allowance = Allowance {
    count: 16,
    bytes: u64::MAX,
    age: None,
};

/// After how many stored builds the cache is swept: the first of each process, then now and then.
const SWEEP_EVERY: u32 = 64;
/// Changes whenever a [`Record`] changes its meaning.
const FORMAT: u32 = 1;
/// The file that describes a build, and the program beside it.
const RECORD: &str = "built.json";
const PROGRAM: &str = "program";

/// A directory of the grader's own.
#[derive(Debug)]
pub struct Cache {
    dir: PathBuf,
    temporary: bool,
    stored: AtomicU32,
}

/// The content of everything that decides a build, as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key(String);

/// A finished build.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The files that were compiled, relative to the course's root.
    pub(super) sources: Vec<String>,
    /// What the compiler said, in colour.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A [`Record`] as it is stored.
#[derive(Serialize, Deserialize)]
struct Stored<R> {
    format: u32,
    /// The program's length: one that lost its end when the power failed is not taken for good.
    program: Option<u64>,
    record: R,
}

impl Key {
    /// The key of these parts. Where one part ends and the next begins makes a difference.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let digits = |byte: &u8| {
            [byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]))
        };
        Key(hasher.finalize().iter().flat_map(digits).collect())
    }

    /// The key of these parts on top of those of this key.
    pub(super) fn and<'a>(&'a self, parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        Key::of(std::iter::once(self.0.as_bytes()).chain(parts))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Cache {
    /// Opens a cache directory, which is made if it is not there; whether it can be written is found out by writing.
    ///
    /// # Errors
    /// It cannot be made or written.
    pub fn open(dir: &Path) -> Result<Self> {
        make_directories(dir)?;
        let dir = dir
            .canonicalize()
            .map_err(|error| Fault::io("cannot find", dir, &error))?;
        let cache = Cache {
            dir,
            temporary: false,
            stored: AtomicU32::new(0),
        };
        let probe = cache.dir.join("work").join(format!("{}.probe", work::unique()));
        write(&probe, b"can this be written?\n")?;
        let _ = fs::remove_file(probe);
        Ok(cache)
    }

    /// Opens an empty cache in the system's directory for temporary files; it goes away with the [`Cache`].
    ///
    /// # Errors
    /// It cannot be made or written.
    pub fn open_temporary() -> Result<Self> {
        let dir = work::directory(&std::env::temp_dir(), "clew-")?;
        let mut cache = Cache::open(&dir)?;
        cache.temporary = true;
        Ok(cache)
    }

    /// An existing directory for the working directories of programs that run.
    #[must_use]
    pub fn scratch(&self) -> PathBuf {
        self.dir.join("runs")
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Where libraries for programs are built; it may not be there yet.
    pub(super) fn crates(&self, key: &Key) -> PathBuf {
        let dir = self.dir.join("crates").join(key.as_str());
        touch(&dir);
        dir
    }

    /// A fresh directory for one build.
    pub(super) fn work(&self) -> Result<Work> {
        let parent = self.dir.join("work");
        // Somebody may have cleaned up (`cargo clean`) since the cache was opened.
        Work::new(&parent).or_else(|_| {
            make_directories(&self.dir)?;
            Work::new(&parent)
        })
    }

    /// The compiler's memory of a crate, if there is one that nobody else uses at this moment.
    pub(super) fn memory(&self, key: &Key) -> Option<Memory> {
        Memory::open(&self.dir.join("incremental").join(key.as_str()))
    }

    /// Lets later builds of a crate have a memory.
    pub(super) fn remember_crate(&self, key: &Key) {
        Memory::make(&self.dir.join("incremental").join(key.as_str()));
    }

    /// A finished build and its program. Whatever is not whole counts as not there.
    pub(super) fn find(&self, key: &Key) -> Option<(Record, Option<PathBuf>)> {
        let dir = self.program_dir(key);
        let text = fs::read(dir.join(RECORD)).ok()?;
        let stored: Stored<Record> = serde_json::from_slice(&text).ok()?;
        let program = match stored.program {
            None => None,
            Some(length) => {
                let program = dir.join(PROGRAM);
                let found = fs::symlink_metadata(&program).ok()?;
                (found.is_file() && found.len() == length).then_some(Some(program))?
            }
        };
        // The oldest are swept away first: this one was of use just now.
        touch(&dir);
        (stored.format == FORMAT).then_some((stored.record, program))
    }

    /// Keeps a finished build: its `program`, if there is one, and nothing else of `work`. Gives the program's final
    /// place.
    pub(super) fn store(
        &self,
        key: &Key,
        work: &Work,
        record: &Record,
        program: Option<&Path>,
    ) -> Result<Option<PathBuf>> {
        let length = program
            .map(|program| work.take_in(program, PROGRAM))
            .transpose()?;
        work.clear_except(PROGRAM);
        let stored = Stored {
            format: FORMAT,
            program: length,
            record,
        };
        let text = serde_json::to_vec(&stored)
            .map_err(|error| Fault::ours("cannot write down a build").because(error.to_string()))?;
        write(&work.dir.join(RECORD), &text)?;
        self.put_in_place(key, &work.dir)?;
        let stored = self.stored.fetch_add(1, Ordering::Relaxed);
        if stored.is_multiple_of(SWEEP_EVERY) {
            self.sweep();
        }
        Ok(program.map(|_| self.program_dir(key).join(PROGRAM)))
    }

    fn put_in_place(&self, key: &Key, entry: &Path) -> Result<()> {
        let dir = self.program_dir(key);
        let mut tries = 0;
        loop {
            let Err(error) = fs::rename(entry, &dir) else {
                return Ok(());
            };
            // Another grader was faster, with the very same content.
            if self.find(key).is_some() {
                return Ok(());
            }
            tries += 1;
            if tries == 3 {
                return Err(Fault::io("cannot write", &dir, &error));
            }
            // What is there is not whole.
            let _ = fs::remove_dir_all(&dir);
        }
    }

    /// Remembers a small text under a name, for [`Cache::recall`]. Fails silently: it is found out again next time.
    pub(super) fn memorize(&self, kind: &str, key: &Key, text: &[u8]) {
        let file = self.dir.join("work").join(format!("{}.text", work::unique()));
        if fs::write(&file, text).is_ok() {
            let _ = fs::rename(&file, self.dir.join(kind).join(key.as_str()));
        }
    }

    /// A text that was remembered.
    pub(super) fn recall(&self, kind: &str, key: &Key) -> Option<Vec<u8>> {
        fs::read(self.dir.join(kind).join(key.as_str())).ok()
    }

    fn program_dir(&self, key: &Key) -> PathBuf {
        self.dir.join("programs").join(key.as_str())
    }

    fn sweep(&self) {
        for (sub, allowance) in [
            ("programs", PROGRAMS),
            ("incremental", INCREMENTAL),
            ("work", WORK),
            ("runs", RUNS),
            ("toolchains", TOOLCHAINS),
            ("crates", CRATES),
        ] {
            sweep::sweep(&self.dir.join(sub), &allowance);
        }
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        if self.temporary {
            // The system clears its temporary files anyway.
            let _ = fs::remove_dir_all(&self.dir);
        }
    }
}

/// Writes a file that nobody else knows of yet.
pub(super) fn write(file: &Path, text: &[u8]) -> Result<()> {
    fs::write(file, text).map_err(|error| Fault::io("cannot write", file, &error))
}

fn make_directories(dir: &Path) -> Result<()> {
    for sub in ["programs", "incremental", "work", "runs", "toolchains", "crates"] {
        let sub = dir.join(sub);
        fs::create_dir_all(&sub).map_err(|error| Fault::io("cannot make the directory", &sub, &error))?;
    }
    Ok(())
}

/// Sets a directory's time to now. Where that fails it is swept away earlier.
pub(super) fn touch(dir: &Path) {
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: UTIME_NOW,
    };
    let _ = utimensat(
        CWD,
        dir,
        &Timestamps {
            last_access: now,
            last_modification: now,
        },
        AtFlags::empty(),
    );
}

#[cfg(test)]
mod tests;
