//! Whether what a thread waits for at a descriptor can only come from its own tree.

use crate::call::Wait;
use std::fs::File;
use std::os::unix::fs::FileExt;

/// How many descriptors of one `poll` are looked at.
const POLLED: u64 = 64;
/// The size of the kernel's `struct pollfd`.
const POLLFD: usize = 8;

/// Whether every descriptor that the call waits for leads to a pipe of the tree.
///
/// `outside` are the inodes of the pipes that somebody outside the tree holds. All others were made inside it: no
/// descriptor but the standard streams is inherited. Nobody outside can wake a thread that waits at such a pipe.
/// (Named pipes show their path and count as foreign, as do sockets.)
pub(crate) fn within(pid: i32, tid: i32, wait: Wait, outside: &[u64]) -> bool {
    match wait {
        Wait::Read(descriptor) | Wait::Write(descriptor) => leads_within(pid, tid, descriptor, outside),
        Wait::Poll { list, count } => polled(pid, list, count).is_some_and(|descriptors| {
            // A negative one is ignored by the kernel, too.
            let mut real = descriptors.into_iter().filter(|descriptor| *descriptor >= 0);
            real.all(|descriptor| leads_within(pid, tid, descriptor, outside))
        }),
        _ => false,
    }
}

fn leads_within(pid: i32, tid: i32, descriptor: i32, outside: &[u64]) -> bool {
    std::fs::read_link(format!("/proc/{pid}/task/{tid}/fd/{descriptor}"))
        .ok()
        .and_then(|target| inode(target.to_str()?))
        .is_some_and(|inode| !outside.contains(&inode))
}

/// The inode in `pipe:[inode]`.
fn inode(target: &str) -> Option<u64> {
    target.strip_prefix("pipe:[")?.strip_suffix(']')?.parse().ok()
}

/// The descriptors in a list of `struct pollfd` in the memory of a process.
fn polled(pid: i32, list: u64, count: u64) -> Option<Vec<i32>> {
    let length = usize::try_from(count).ok().filter(|_| count <= POLLED)?;
    let mut bytes = vec![0; length * POLLFD];
    File::open(format!("/proc/{pid}/mem"))
        .ok()?
        .read_exact_at(&mut bytes, list)
        .ok()?;
    let (entries, _) = bytes.as_chunks::<POLLFD>();
    Some(
        entries
            .iter()
            .map(|[a, b, c, d, ..]| i32::from_ne_bytes([*a, *b, *c, *d]))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::{POLLED, inode, polled, within};
    use crate::call::Wait;
    use rustix::fd::AsRawFd;
    use rustix::fs::fstat;
    use rustix::pipe::pipe;

    fn me() -> i32 {
        i32::try_from(std::process::id()).expect("process ids are small")
    }

    #[test]
    fn a_pipe_is_within_unless_somebody_outside_holds_it() {
        let (read, write) = pipe().expect("a pipe");
        let held = fstat(&read).expect("an open descriptor").st_ino;
        let cases = [(Vec::new(), true), (vec![held], false), (vec![held + 1], true)];
        for (outside, expected) in cases {
            assert_eq!(
                within(me(), me(), Wait::Read(read.as_raw_fd()), &outside),
                expected,
                "{outside:?}"
            );
            assert_eq!(
                within(me(), me(), Wait::Write(write.as_raw_fd()), &outside),
                expected,
                "{outside:?}"
            );
        }
    }

    #[test]
    fn what_is_no_pipe_is_not_within() {
        let file = std::fs::File::open("/dev/null").expect("it is always there");
        assert!(!within(me(), me(), Wait::Read(file.as_raw_fd()), &[]));
        assert!(!within(me(), me(), Wait::Read(1 << 20), &[]), "not open");
        assert!(!within(me(), me(), Wait::Join, &[]));
        assert_eq!(inode("pipe:[4711]"), Some(4711));
        assert_eq!(inode("socket:[4711]"), None);
        assert_eq!(inode("/tmp/pipe:[1]"), None);
    }

    #[test]
    fn a_poll_is_within_if_all_its_descriptors_are() {
        let (read, write) = pipe().expect("a pipe");
        let held = fstat(&read).expect("an open descriptor").st_ino;
        let mut list = [read.as_raw_fd(), 0, -1, 0, write.as_raw_fd(), 0];
        let mut wait = |count, third| {
            list[4] = third;
            Wait::Poll {
                list: list.as_ptr().expose_provenance() as u64,
                count,
            }
        };
        let poll = wait(3, write.as_raw_fd());
        assert!(within(me(), me(), poll, &[]));
        assert!(!within(me(), me(), poll, &[held]));
        let poll = wait(3, 1 << 20);
        assert!(!within(me(), me(), poll, &[]), "one that leads nowhere spoils it");
        assert_eq!(polled(me(), 0, 1), None, "no memory there");
        assert_eq!(polled(me(), 0, POLLED + 1), None, "too many to look at");
    }
}
