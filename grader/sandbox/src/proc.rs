//! What the kernel tells of processes and threads, read from `/proc`. A process can end at any moment, so whatever
//! cannot be read is simply not there.

use std::fs;
use std::path::Path;

/// A thread's system call, as `/proc/PID/task/TID/syscall` shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syscall {
    /// On a processor, or ready for one.
    Running,
    /// In this system call.
    In {
        /// Its number; -1 for a thread that was stopped outside of any call.
        number: i64,
        /// Its arguments.
        args: [u64; 6],
        /// The stack pointer.
        sp: u64,
        /// The program counter.
        pc: u64,
    },
}

/// The threads of a process, the first one first.
pub(crate) fn threads(pid: i32) -> Vec<i32> {
    let mut tids = numbers(format!("/proc/{pid}/task"));
    tids.sort_unstable();
    tids
}

/// The processes that these processes started and that are still theirs, and so on down.
pub(crate) fn descendants(roots: &[i32]) -> Vec<i32> {
    let mut found: Vec<i32> = roots.to_vec();
    found.sort_unstable();
    found.dedup();
    let mut at = 0;
    while let Some(&pid) = found.get(at) {
        for child in children(pid) {
            if !found.contains(&child) {
                found.push(child);
            }
        }
        at += 1;
    }
    found
}

/// The children of a process.
pub(crate) fn children(pid: i32) -> Vec<i32> {
    let of = |tid: i32| fs::read_to_string(format!("/proc/{pid}/task/{tid}/children")).unwrap_or_default();
    let lists: Vec<String> = threads(pid).into_iter().map(of).collect();
    lists
        .iter()
        .flat_map(|list| list.split_ascii_whitespace())
        .filter_map(|pid| pid.parse().ok())
        .collect()
}

/// Whether `entry` (`KEY=value`) stands in the environment that a process was started with.
pub(crate) fn has_in_environment(pid: i32, entry: &str) -> bool {
    let environ = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
    environ
        .split(|byte| *byte == 0)
        .any(|found| found == entry.as_bytes())
}

/// A thread's system call; none: the thread has ended, or we may not know.
pub(crate) fn syscall(pid: i32, tid: i32) -> Option<Syscall> {
    parse_syscall(&fs::read_to_string(format!("/proc/{pid}/task/{tid}/syscall")).ok()?)
}

fn parse_syscall(text: &str) -> Option<Syscall> {
    let mut words = text.split_ascii_whitespace();
    let first = words.next()?;
    if first == "running" {
        return Some(Syscall::Running);
    }
    let number: i64 = first.parse().ok()?;
    let mut rest = words.map(|word| u64::from_str_radix(word.trim_start_matches("0x"), 16));
    let mut args = [0; 6];
    if number >= 0 {
        for arg in &mut args {
            *arg = rest.next()?.ok()?;
        }
    }
    let (sp, pc) = (rest.next()?.ok()?, rest.next()?.ok()?);
    Some(Syscall::In { number, args, sp, pc })
}

/// A thread's name and the letter of its state.
pub(crate) fn name_and_state(pid: i32, tid: i32) -> Option<(String, char)> {
    parse_stat(&fs::read(format!("/proc/{pid}/task/{tid}/stat")).ok()?)
}

/// A name may hold anything, parentheses too: it ends at the last one.
fn parse_stat(stat: &[u8]) -> Option<(String, char)> {
    let open = stat.iter().position(|byte| *byte == b'(')?;
    let close = stat.iter().rposition(|byte| *byte == b')')?;
    let name = String::from_utf8_lossy(stat.get(open + 1..close)?).into_owned();
    let state = stat[close + 1..]
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())?;
    Some((name, char::from(*state)))
}

/// The session that a process belongs to.
pub(crate) fn session(pid: i32) -> Option<i32> {
    let stat = fs::read(format!("/proc/{pid}/stat")).ok()?;
    let close = stat.iter().rposition(|byte| *byte == b')')?;
    // State, parent and group stand before it.
    let rest = String::from_utf8_lossy(stat.get(close + 1..)?).into_owned();
    rest.split_ascii_whitespace().nth(3)?.parse().ok()
}

/// Peak resident memory of a process so far, in bytes.
pub(crate) fn peak_resident(pid: i32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kibibytes.unwrap_or(0) * 1024
}

/// Processor time, waiting time and turns of a thread: they change whenever it runs.
pub(crate) fn schedstat(pid: i32, tid: i32) -> Option<String> {
    fs::read_to_string(format!("/proc/{pid}/task/{tid}/schedstat")).ok()
}

/// Resident memory of a process now, in bytes.
pub(crate) fn resident(pid: i32) -> u64 {
    let pages = fs::read_to_string(format!("/proc/{pid}/statm")).ok();
    let pages = pages
        .and_then(|text| text.split(' ').nth(1)?.parse::<u64>().ok())
        .unwrap_or(0);
    pages * rustix::param::page_size() as u64
}

/// What a descriptor of a process refers to, as in `pipe:[4711]`.
pub(crate) fn descriptor(pid: i32, fd: i32) -> Option<String> {
    let target = fs::read_link(format!("/proc/{pid}/fd/{fd}")).ok()?;
    Some(target.to_string_lossy().into_owned())
}

fn numbers(dir: impl AsRef<Path>) -> Vec<i32> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_calls_are_read_in_all_their_shapes() {
        assert_eq!(parse_syscall("running\n"), Some(Syscall::Running));
        let waiting = "202 0x7f 0x109 0x2 0x0 0x0 0xffffffff 0x7ffe 0x7f00\n";
        let args = [0x7f, 0x109, 2, 0, 0, 0xffff_ffff];
        assert_eq!(
            parse_syscall(waiting),
            Some(Syscall::In {
                number: 202,
                args,
                sp: 0x7ffe,
                pc: 0x7f00
            })
        );
        let stopped = Some(Syscall::In {
            number: -1,
            args: [0; 6],
            sp: 0x10,
            pc: 0x20,
        });
        assert_eq!(parse_syscall("-1 0x10 0x20\n"), stopped);
        for broken in ["", "202", "202 0x1 0x2", "x 0x1 0x2", "202 zz 0 0 0 0 0 0 0"] {
            assert_eq!(parse_syscall(broken), None, "{broken}");
        }
    }

    #[test]
    fn names_may_hold_parentheses() {
        assert_eq!(
            parse_stat(b"12 (a) S (b)) R 1 2"),
            Some(("a) S (b)".to_owned(), 'R'))
        );
        assert_eq!(parse_stat(b"12 (name) S 1"), Some(("name".to_owned(), 'S')));
        assert_eq!(parse_stat(b"12 name"), None);
    }

    #[test]
    fn our_own_process_can_be_read() {
        let pid = rustix::process::getpid().as_raw_nonzero().get();
        assert!(threads(pid).contains(&pid));
        assert!(resident(pid) > 0);
        assert!(name_and_state(pid, pid).is_some());
    }
}
