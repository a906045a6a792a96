//! The sources of a program as they are at one moment: read once, capped, regular files only.

use super::SourceFile;
use crate::fault::{Fault, Result};
use rustix::fs::{Mode, OFlags, open};
use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// The most entries below a program's directory.
const ENTRIES: usize = 1_000;
/// The most bytes in all of its files together.
const BYTES: u64 = 4 << 20;
/// The deepest nesting of directories.
const DEPTH: usize = 32;

/// Every file that a build may take in, hidden ones apart: editors keep locks and swap files under such names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snapshot {
    /// In the order of their paths.
    pub(super) files: Vec<Taken>,
}

/// A file as it was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// Relative to the course's root.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
    stamp: Stamp,
}

/// Changes whenever a file is written, even when it is written back to what it was: the kernel sets the change time.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    device: u64,
    inode: u64,
    changed: (i64, i64),
}

/// Why there is no snapshot.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// Sources that are not built, and why: their author's doing, not ours.
    Refused(String),
    /// Trouble that the author has no part in.
    Fault(Fault),
}

impl Snapshot {
    /// Reads every file below the directory of `main` (both relative to `root`).
    pub(super) fn take(root: &Path, main: &Path) -> Result<Self, Obstacle> {
        let mut walk = Walk {
            root,
            files: Vec::new(),
            entries: 0,
            bytes: 0,
        };
        let found = fs::symlink_metadata(root.join(main));
        found.map_err(|error| match error.kind() {
            ErrorKind::NotFound => missing(main),
            _ => unreadable(main, &error),
        })?;
        walk.directory(main.parent().unwrap_or(Path::new("")), 0)?;
        // It vanished since, or its name is a hidden one and it was passed over.
        if !walk.files.iter().any(|file| Path::new(&file.path) == main) {
            return Err(missing(main));
        }
        walk.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Snapshot { files: walk.files })
    }

    /// A file elsewhere that the compiler took in all the same. None: it cannot be read, or is too long to show.
    pub(super) fn elsewhere(root: &Path, path: &str) -> Option<SourceFile> {
        let (file, _) = open_regular(&root.join(path)).ok()??;
        let mut bytes = Vec::new();
        file.take(BYTES + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= BYTES).then(|| SourceFile {
            path: path.to_owned(),
            text: text(&bytes),
        })
    }
}

impl Taken {
    pub(super) fn source(&self) -> SourceFile {
        SourceFile {
            path: self.path.clone(),
            text: text(&self.bytes),
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The files found so far.
struct Walk<'a> {
    root: &'a Path,
    files: Vec<Taken>,
    entries: usize,
    bytes: u64,
}

impl Walk<'_> {
    fn directory(&mut self, dir: &Path, depth: usize) -> Result<(), Obstacle> {
        if depth > DEPTH {
            return Err(refused(
                dir,
                &format!("directories are nested more than {DEPTH} deep"),
            ));
        }
        let unreadable_here = |error| unreadable(dir, &error);
        for entry in fs::read_dir(self.root.join(dir)).map_err(unreadable_here)? {
            let entry = entry.map_err(unreadable_here)?;
            if is_hidden(&entry.file_name()) {
                continue;
            }
            self.entries += 1;
            if self.entries > ENTRIES {
                return Err(refused(
                    dir,
                    &format!("there are more than {ENTRIES} files beside the main file"),
                ));
            }
            let path = dir.join(entry.file_name());
            let kind = entry.file_type().map_err(|error| unreadable(&path, &error))?;
            if kind.is_dir() {
                self.directory(&path, depth + 1)?;
            } else {
                self.file(&path)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path) -> Result<(), Obstacle> {
        let name = path
            .to_str()
            .ok_or_else(|| refused(path, "its name is not valid UTF-8"))?;
        let (mut file, found) = match open_regular(&self.root.join(path)) {
            Ok(opened) => opened.ok_or_else(|| refused(path, "it is not a regular file"))?,
            // Editors write a new file and rename it; what vanished between listing and opening is not part of it.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(unreadable(path, &error)),
        };
        let mut bytes = Vec::new();
        let room = BYTES - self.bytes;
        file.by_ref()
            .take(room + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(path, &error))?;
        let length = bytes.len() as u64;
        if length > room {
            let most = BYTES >> 20;
            return Err(refused(
                path,
                &format!("with it, the files beside the main file hold more than {most} MiB"),
            ));
        }
        self.bytes += length;
        self.files.push(Taken {
            path: name.to_owned(),
            bytes,
            stamp: Stamp::of(&found),
        });
        Ok(())
    }
}

impl Stamp {
    fn of(found: &Metadata) -> Self {
        Stamp {
            device: found.dev(),
            inode: found.ino(),
            changed: (found.ctime(), found.ctime_nsec()),
        }
    }
}

/// Opens a file without following a link and without waiting for a FIFO's other end. None: it is no regular file.
fn open_regular(path: &Path) -> std::io::Result<Option<(File, Metadata)>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = match open(path, flags, Mode::empty()) {
        Ok(fd) => File::from(fd),
        // A symbolic link; a socket.
        Err(rustix::io::Errno::LOOP | rustix::io::Errno::NXIO) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let found = file.metadata()?;
    Ok(found.is_file().then_some((file, found)))
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn refused(path: &Path, reason: &str) -> Obstacle {
    Obstacle::Refused(format!("{} is not built: {reason}", path.display()))
}

fn missing(main: &Path) -> Obstacle {
    let fault = Fault::ours(format!("{} is missing", main.display()));
    Obstacle::Fault(fault.hint("Put it back; for an exercise, the command `reset` writes the starter again."))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Obstacle {
    Obstacle::Fault(Fault::io("cannot read", path, error))
}

#[cfg(test)]
mod tests;
