//! Reading `/proc`: small files, lists of threads, lists of children.

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use std::collections::BTreeMap;

/// A reader with a buffer that it uses again and again.
#[derive(Debug, Default)]
pub(crate) struct Proc {
    buffer: Vec<u8>,
}

impl Proc {
    /// The whole of a small file.
    pub(crate) fn bytes(&mut self, path: &str) -> Result<&[u8], Errno> {
        let file = rustix::fs::open(path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
        self.buffer.resize(self.buffer.len().max(4096), 0);
        let mut length = 0;
        loop {
            if length == self.buffer.len() {
                self.buffer.resize(length * 2, 0);
            }
            match rustix::io::read(&file, &mut self.buffer[length..]) {
                Ok(0) => return Ok(&self.buffer[..length]),
                Ok(count) => length += count,
                Err(Errno::INTR) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The whole of a small file that the kernel writes in ASCII.
    pub(crate) fn text(&mut self, path: &str) -> Result<&str, Errno> {
        std::str::from_utf8(self.bytes(path)?).map_err(|_| Errno::ILSEQ)
    }

    /// The children that this thread has started, or adopted.
    ///
    /// # Errors
    /// `NOENT` also where the kernel was built without these lists.
    pub(crate) fn children(&mut self, pid: i32, tid: i32, found: &mut Vec<i32>) -> Result<(), Errno> {
        let list = self.text(&format!("/proc/{pid}/task/{tid}/children"))?;
        found.extend(
            list.split_ascii_whitespace()
                .filter_map(|word| word.parse::<i32>().ok()),
        );
        Ok(())
    }

    /// All descendants of a process, from the parents of all processes: slower than the lists of children.
    pub(crate) fn descendants(&mut self, ancestor: i32) -> Vec<i32> {
        let mut families: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
        for pid in numbers("/proc") {
            let stat = self
                .bytes(&format!("/proc/{pid}/stat"))
                .ok()
                .and_then(crate::task::Stat::parse);
            if let Some(stat) = stat {
                families.entry(stat.parent).or_default().push(pid);
            }
        }
        let mut found = families.remove(&ancestor).unwrap_or_default();
        let mut next = 0;
        while let Some(pid) = found.get(next) {
            let children = families.remove(pid).unwrap_or_default();
            found.extend(children);
            next += 1;
        }
        found
    }
}

/// The threads of a process, oldest first; none once it is gone.
pub(crate) fn threads(pid: i32) -> Vec<i32> {
    numbers(&format!("/proc/{pid}/task"))
}

/// The entries of a directory that are numbers.
fn numbers(directory: &str) -> Vec<i32> {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return Vec::new();
    };
    entries
        .map_while(Result::ok)
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Proc, threads};

    fn me() -> i32 {
        i32::try_from(std::process::id()).expect("process ids are small")
    }

    #[test]
    fn both_ways_find_the_same_descendants() {
        let mut child = sleeper();
        let mut proc = Proc::default();
        let pid = i32::try_from(child.id()).expect("process ids are small");
        assert!(proc.descendants(me()).contains(&pid));
        let mut listed = Vec::new();
        for tid in threads(me()) {
            if let Err(error) = proc.children(me(), tid, &mut listed) {
                // A thread of another test may have ended since it was listed.
                assert!(
                    matches!(error, rustix::io::Errno::NOENT | rustix::io::Errno::SRCH),
                    "{error}"
                );
            }
        }
        assert!(listed.contains(&pid), "{listed:?}");
        child.kill().expect("the child runs");
        child.wait().expect("it is ours");
        assert!(!proc.descendants(me()).contains(&pid));
    }

    #[expect(clippy::disallowed_methods, reason = "a descendant to find")]
    fn sleeper() -> std::process::Child {
        std::process::Command::new("/bin/sleep")
            .arg("60")
            .spawn()
            .expect("sleep can be started")
    }

    #[test]
    fn a_process_that_is_gone_has_nothing_left() {
        let mut proc = Proc::default();
        assert!(threads(-5).is_empty());
        assert!(proc.children(-5, -5, &mut Vec::new()).is_err());
        assert!(proc.text("/proc/-5/stat").is_err());
    }
}
