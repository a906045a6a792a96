//! The rule for "stuck", over two looks at all the threads of a run: pure, so that it can be put to any test.
//!
//! A thread waits when it sleeps in a futex, wait, read or write call that has no time-out and that only another
//! thread of the same run can end. A run is stuck when every thread waits, and did so in both looks without having
//! run in between: then nobody is left who could wake anybody. The sleeping state is needed besides the call: a
//! thread that has just been woken still shows its call.

use crate::Activity;
use crate::proc::Syscall;
use libc::{FUTEX_CLOCK_REALTIME, FUTEX_CMD_MASK, FUTEX_PRIVATE_FLAG, FUTEX_WAIT, FUTEX_WAIT_BITSET};

/// A thread at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Task {
    pub(crate) pid: i32,
    pub(crate) tid: i32,
    /// The letter of its state, as in `/proc/PID/stat`.
    pub(crate) state: char,
    pub(crate) syscall: Syscall,
    /// Changes whenever it runs.
    pub(crate) schedstat: String,
    /// Whether the descriptor in the first argument is a pipe both of whose ends are in the run's own hands.
    pub(crate) own_pipe: bool,
}

/// Whether two looks, one after the other, show a run that is stuck.
pub(crate) fn stuck(first: &[Task], second: &[Task]) -> bool {
    !first.is_empty() && first == second && first.iter().all(waits)
}

/// Whether a thread waits for another one, for ever if need be.
fn waits(task: &Task) -> bool {
    task.state == 'S'
        && match activity(task.syscall) {
            Activity::Futex { timed } => !timed,
            Activity::Join | Activity::Child => true,
            Activity::Read(_) | Activity::Write(_) => task.own_pipe,
            _ => false,
        }
}

/// Whether a look at the system calls alone leaves it possible that the run is stuck.
pub(crate) fn may_wait(syscall: Syscall) -> bool {
    matches!(
        activity(syscall),
        Activity::Futex { timed: false }
            | Activity::Join
            | Activity::Child
            | Activity::Read(_)
            | Activity::Write(_)
    )
}

/// Whether a thread gets on with its own work: it runs, or sleeps for a set time as if it did.
pub(crate) fn at_work(syscall: Syscall) -> bool {
    matches!(
        activity(syscall),
        Activity::Running | Activity::Sleeping | Activity::Futex { timed: true }
    )
}

/// `pthread_join` waits for the kernel to clear a word, which is never private to the process.
const JOIN: i32 = FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME;

/// What a thread does, told by its system call.
#[expect(
    clippy::cast_possible_truncation,
    reason = "operations and descriptors are 32 bits wide"
)]
pub(crate) fn activity(syscall: Syscall) -> Activity {
    let Syscall::In { number, args, .. } = syscall else {
        return Activity::Running;
    };
    match number {
        -1 => Activity::Running,
        libc::SYS_futex => {
            let operation = args[1] as i32;
            match operation & FUTEX_CMD_MASK {
                FUTEX_WAIT | FUTEX_WAIT_BITSET => {
                    let timed = args[3] != 0;
                    if operation == JOIN && !timed {
                        Activity::Join
                    } else {
                        Activity::Futex { timed }
                    }
                }
                _ => Activity::Call(number),
            }
        }
        libc::SYS_wait4 | libc::SYS_waitid => Activity::Child,
        libc::SYS_read | libc::SYS_readv => Activity::Read(args[0] as i32),
        libc::SYS_write | libc::SYS_writev => Activity::Write(args[0] as i32),
        libc::SYS_nanosleep | libc::SYS_clock_nanosleep => Activity::Sleeping,
        _ => Activity::Call(number),
    }
}

// The mask that glibc calls FUTEX_CMD_MASK must take both flags off, or a private wait would not be told.
const _: () = assert!(FUTEX_CMD_MASK & (FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME) == 0);

#[cfg(test)]
mod tests {
    use super::*;

    fn task(state: char, number: i64, args: [u64; 6]) -> Task {
        let syscall = Syscall::In {
            number,
            args,
            sp: 0,
            pc: 0,
        };
        Task {
            pid: 1,
            tid: 1,
            state,
            syscall,
            schedstat: "1 2 3".to_owned(),
            own_pipe: false,
        }
    }

    fn futex(operation: u64, timeout: u64) -> Task {
        task('S', libc::SYS_futex, [0x1000, operation, 2, timeout, 0, 0])
    }

    #[test]
    fn who_waits() {
        let own_pipe = |number| Task {
            own_pipe: true,
            ..task('S', number, [3, 0, 0, 0, 0, 0])
        };
        // (what it is, the thread, whether it waits)
        let cases = [
            ("a lock", futex(0x80, 0), true),
            ("a condition", futex(0x89, 0), true),
            ("a join", futex(0x109, 0), true),
            ("a lock with a time-out", futex(0x89, 0x7ffe), false),
            ("a wake", futex(0x81, 0), false),
            (
                "a woken thread",
                Task {
                    state: 'R',
                    ..futex(0x80, 0)
                },
                false,
            ),
            (
                "a stopped thread",
                Task {
                    state: 'T',
                    ..futex(0x80, 0)
                },
                false,
            ),
            ("a sleep", task('S', libc::SYS_clock_nanosleep, [0; 6]), false),
            ("a child", task('S', libc::SYS_wait4, [7, 0, 0, 0, 0, 0]), true),
            ("a pipe of its own", own_pipe(libc::SYS_read), true),
            ("a full pipe of its own", own_pipe(libc::SYS_write), true),
            ("a pipe from outside", task('S', libc::SYS_read, [0; 6]), false),
            (
                "a socket",
                task('S', libc::SYS_accept4, [3, 0, 0, 0, 0, 0]),
                false,
            ),
            (
                "a computation",
                Task {
                    syscall: Syscall::Running,
                    ..futex(0x80, 0)
                },
                false,
            ),
        ];
        for (what, task, expected) in cases {
            assert_eq!(waits(&task), expected, "{what}");
            assert_eq!(
                stuck(std::slice::from_ref(&task), std::slice::from_ref(&task)),
                expected,
                "{what}"
            );
        }
    }

    #[test]
    fn one_thread_that_goes_on_saves_all() {
        let waiting = futex(0x80, 0);
        let sleeping = task('S', libc::SYS_clock_nanosleep, [0; 6]);
        let both = [waiting.clone(), sleeping];
        assert!(!stuck(&both, &both));
        assert!(stuck(
            &[waiting.clone(), waiting.clone()],
            &[waiting.clone(), waiting]
        ));
    }

    #[test]
    fn whoever_ran_in_between_is_not_stuck() {
        let before = futex(0x80, 0);
        let after = Task {
            schedstat: "2 2 4".to_owned(),
            ..before.clone()
        };
        assert!(!stuck(std::slice::from_ref(&before), &[after]));
        let other = Task {
            tid: 2,
            ..before.clone()
        };
        assert!(!stuck(std::slice::from_ref(&before), &[before.clone(), other]));
        assert!(!stuck(&[], &[]));
    }

    #[test]
    fn work_is_running_or_sleeping_for_a_set_time() {
        assert!(at_work(Syscall::Running));
        assert!(at_work(task('S', libc::SYS_nanosleep, [0; 6]).syscall));
        assert!(at_work(futex(0x89, 1).syscall));
        assert!(!at_work(futex(0x89, 0).syscall));
        assert!(!at_work(futex(0x109, 0).syscall));
    }
}
