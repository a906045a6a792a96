//! Keeps a directory small: the oldest entries go.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What a directory may hold.
#[derive(Debug, Clone)]
pub(super) struct Allowance {
    /// Entries.
    pub(super) count: usize,
    /// Bytes, counting an entry and the files directly in it.
    pub(super) bytes: u64,
    /// Entries older than this go in any case.
    pub(super) age: Option<Duration>,
}

struct Entry {
    path: PathBuf,
    modified: SystemTime,
    bytes: u64,
}

/// Removes what is too much, oldest first. Trouble is ignored: the next sweep tries again.
pub(super) fn sweep(dir: &Path, allowance: &Allowance) {
    let mut entries: Vec<Entry> = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .filter_map(|entry| measure(entry.ok()?.path()))
        .collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.modified));
    let now = allowance.age.and_then(|_| now(dir));
    let (mut count, mut bytes) = (0, 0_u64);
    for entry in entries {
        count += 1;
        bytes = bytes.saturating_add(entry.bytes);
        let age = now.and_then(|now| now.duration_since(entry.modified).ok());
        let old = allowance.age.zip(age).is_some_and(|(most, age)| age > most);
        if count > allowance.count || bytes > allowance.bytes || old {
            let _ = fs::remove_dir_all(&entry.path).or_else(|_| fs::remove_file(&entry.path));
        }
    }
}

fn measure(path: PathBuf) -> Option<Entry> {
    let own = fs::symlink_metadata(&path).ok()?;
    let files = fs::read_dir(&path).into_iter().flatten();
    let inside = files.filter_map(|file| Some(file.ok()?.metadata().ok()?.len()));
    Some(Entry {
        modified: own.modified().ok()?,
        bytes: inside.fold(own.len(), u64::saturating_add),
        path,
    })
}

/// Now, as the file system counts: its clock need not be ours.
fn now(dir: &Path) -> Option<SystemTime> {
    let file = dir.join(format!(".now-{}", std::process::id()));
    fs::write(&file, "").ok()?;
    let now = fs::symlink_metadata(&file).and_then(|file| file.modified()).ok();
    let _ = fs::remove_file(&file);
    now
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;

    /// A directory whose entries are so many seconds old and hold so many bytes.
    fn directory(entries: &[(&str, u64, usize)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        let now = now(dir.path()).unwrap();
        for (name, age, bytes) in entries {
            let entry = dir.path().join(name);
            fs::create_dir(&entry).unwrap();
            fs::write(entry.join("program"), vec![0; *bytes]).unwrap();
            File::open(&entry)
                .unwrap()
                .set_modified(now - Duration::from_secs(*age))
                .unwrap();
        }
        dir
    }

    fn left(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    const ALL: Allowance = Allowance {
        count: usize::MAX,
        bytes: u64::MAX,
        age: None,
    };

    #[test]
    fn the_oldest_go() {
        let entries = [("a", 30, 10), ("b", 10, 10), ("c", 20, 10)];
        for (allowance, kept) in [
            (ALL, vec!["a", "b", "c"]),
            (Allowance { count: 2, ..ALL }, vec!["b", "c"]),
            (
                Allowance {
                    age: Some(Duration::from_secs(15)),
                    ..ALL
                },
                vec!["b"],
            ),
            (Allowance { count: 0, ..ALL }, vec![]),
        ] {
            let dir = directory(&entries);
            sweep(dir.path(), &allowance);
            assert_eq!(left(dir.path()), kept, "{allowance:?}");
        }
    }

    #[test]
    fn bytes_count() {
        let dir = directory(&[("a", 30, 100_000), ("b", 10, 100_000), ("c", 20, 100_000)]);
        sweep(
            dir.path(),
            &Allowance {
                bytes: 250_000,
                ..ALL
            },
        );
        assert_eq!(left(dir.path()), ["b", "c"]);
    }

    #[test]
    fn files_go_too_and_a_missing_directory_is_no_trouble() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "text").unwrap();
        sweep(dir.path(), &Allowance { count: 0, ..ALL });
        assert!(left(dir.path()).is_empty());
        sweep(&dir.path().join("none"), &ALL);
    }
}
