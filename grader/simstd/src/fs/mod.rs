//! `std::fs`: no file is modelled.
#![expect(clippy::len_without_is_empty, reason = "std's `Metadata` has none either")]

mod options;

pub use ::std::fs::{FileTimes, FileType, Permissions, TryLockError};
pub use options::{DirBuilder, OpenOptions};

use crate::io;
use crate::refused::{refused, unmade, unread, unwritten};
use crate::time::SystemTime;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

unmade! {
    /// An open file.
    File {
        fn sync_all(&self) -> io::Result<()>;
        fn sync_data(&self) -> io::Result<()>;
        fn lock(&self) -> io::Result<()>;
        fn lock_shared(&self) -> io::Result<()>;
        fn try_lock(&self) -> Result<(), TryLockError>;
        fn try_lock_shared(&self) -> Result<(), TryLockError>;
        fn unlock(&self) -> io::Result<()>;
        fn set_len(&self, size: u64) -> io::Result<()>;
        fn metadata(&self) -> io::Result<Metadata>;
        fn try_clone(&self) -> io::Result<File>;
        fn set_permissions(&self, perm: Permissions) -> io::Result<()>;
        fn set_times(&self, times: FileTimes) -> io::Result<()>;
        fn set_modified(&self, time: SystemTime) -> io::Result<()>;
    }
    /// What is known about a file.
    #[derive(Clone)]
    Metadata {
        fn file_type(&self) -> FileType;
        fn is_dir(&self) -> bool;
        fn is_file(&self) -> bool;
        fn is_symlink(&self) -> bool;
        fn len(&self) -> u64;
        fn permissions(&self) -> Permissions;
        fn modified(&self) -> io::Result<SystemTime>;
        fn accessed(&self) -> io::Result<SystemTime>;
        fn created(&self) -> io::Result<SystemTime>;
    }
    /// What is in a directory, one by one.
    ReadDir
    /// Something in a directory.
    DirEntry {
        fn path(&self) -> PathBuf;
        fn metadata(&self) -> io::Result<Metadata>;
        fn file_type(&self) -> io::Result<FileType>;
        fn file_name(&self) -> OsString;
    }
}

unread!(File, &File);
unwritten!(File, &File);

impl io::Seek for File {
    fn seek(&mut self, _: io::SeekFrom) -> io::Result<u64> {
        match self.0 {}
    }
}

impl io::Seek for &File {
    fn seek(&mut self, _: io::SeekFrom) -> io::Result<u64> {
        match self.0 {}
    }
}

impl Iterator for ReadDir {
    type Item = io::Result<DirEntry>;

    fn next(&mut self) -> Option<io::Result<DirEntry>> {
        match self.0 {}
    }
}

impl File {
    /// Ways to open a file.
    #[must_use]
    pub fn options() -> OpenOptions {
        OpenOptions::new()
    }

    refused! {
        "std::fs::File::open" fn open(path: impl AsRef<Path>) -> io::Result<File>;
        "std::fs::File::create" fn create(path: impl AsRef<Path>) -> io::Result<File>;
        "std::fs::File::create_new" fn create_new(path: impl AsRef<Path>) -> io::Result<File>;
    }
}

refused! {
    "std::fs::canonicalize" fn canonicalize(path: impl AsRef<Path>) -> io::Result<PathBuf>;
    "std::fs::copy" fn copy(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<u64>;
    "std::fs::create_dir" fn create_dir(path: impl AsRef<Path>) -> io::Result<()>;
    "std::fs::create_dir_all" fn create_dir_all(path: impl AsRef<Path>) -> io::Result<()>;
    "std::fs::exists" fn exists(path: impl AsRef<Path>) -> io::Result<bool>;
    "std::fs::hard_link" fn hard_link(original: impl AsRef<Path>, link: impl AsRef<Path>) -> io::Result<()>;
    "std::fs::metadata" fn metadata(path: impl AsRef<Path>) -> io::Result<Metadata>;
    "std::fs::read" fn read(path: impl AsRef<Path>) -> io::Result<Vec<u8>>;
    "std::fs::read_dir" fn read_dir(path: impl AsRef<Path>) -> io::Result<ReadDir>;
    "std::fs::read_link" fn read_link(path: impl AsRef<Path>) -> io::Result<PathBuf>;
    "std::fs::read_to_string" fn read_to_string(path: impl AsRef<Path>) -> io::Result<String>;
    "std::fs::remove_dir" fn remove_dir(path: impl AsRef<Path>) -> io::Result<()>;
    "std::fs::remove_dir_all" fn remove_dir_all(path: impl AsRef<Path>) -> io::Result<()>;
    "std::fs::remove_file" fn remove_file(path: impl AsRef<Path>) -> io::Result<()>;
    "std::fs::rename" fn rename(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()>;
    "std::fs::set_permissions" fn set_permissions(path: impl AsRef<Path>, perm: Permissions) -> io::Result<()>;
    "std::fs::soft_link" #[deprecated(note = "replaced by `std::os::unix::fs::symlink`")]
    fn soft_link(original: impl AsRef<Path>, link: impl AsRef<Path>) -> io::Result<()>;
    "std::fs::symlink_metadata" fn symlink_metadata(path: impl AsRef<Path>) -> io::Result<Metadata>;
    "std::fs::write" fn write(path: impl AsRef<Path>, contents: impl AsRef<[u8]>) -> io::Result<()>;
}
