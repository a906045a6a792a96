//! The system call that a thread is in, read from `/proc/…/syscall`, and what that call means for its waiting.

use libc::c_long;

/// What `/proc/…/syscall` says of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    /// We may not know: the file could not be read.
    Hidden,
    /// On a processor or ready for one.
    Running,
    /// Off the processor without having called the kernel: a page fault, or stopped in its own code.
    Outside { sp: u64, pc: u64 },
    /// Inside this system call.
    Inside {
        number: i64,
        args: [u64; 6],
        sp: u64,
        pc: u64,
    },
}

/// What a system call waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// For a set time to pass.
    Sleep,
    /// For a wake-up through shared memory.
    Futex { timed: bool },
    /// For a thread to end: the way in which the C library joins.
    Join,
    /// For a child process to end: for this one, or for one of several.
    Child(Option<i32>),
    /// For this descriptor to hold something.
    Read(i32),
    /// For this descriptor to have room.
    Write(i32),
    /// For any of `count` descriptors, whose list is at this address of the process.
    Poll { list: u64, count: u64 },
    /// The same, but at most for a set time.
    TimedPoll,
    /// For something else, or for nothing.
    Other,
}

impl Call {
    /// Reads the text of a `syscall` file.
    pub(crate) fn parse(text: &str) -> Call {
        let mut words = text.split_ascii_whitespace();
        let number = match words.next() {
            Some("running") => return Call::Running,
            Some(word) => word.parse::<i64>(),
            None => return Call::Hidden,
        };
        let mut hex = || {
            words
                .next()?
                .strip_prefix("0x")
                .and_then(|digits| u64::from_str_radix(digits, 16).ok())
        };
        let parsed = match number {
            Ok(-1) => hex().zip(hex()).map(|(sp, pc)| Call::Outside { sp, pc }),
            Ok(number) => (|| {
                let args = [hex()?, hex()?, hex()?, hex()?, hex()?, hex()?];
                Some(Call::Inside {
                    number,
                    args,
                    sp: hex()?,
                    pc: hex()?,
                })
            })(),
            Err(_) => None,
        };
        parsed.unwrap_or(Call::Hidden)
    }

    /// The stack pointer and the program counter, where the kernel gave them.
    pub(crate) fn registers(&self) -> Option<(u64, u64)> {
        match *self {
            Call::Outside { sp, pc } | Call::Inside { sp, pc, .. } => Some((sp, pc)),
            Call::Hidden | Call::Running => None,
        }
    }

    /// What the call waits for if it waits.
    pub(crate) fn wait(&self) -> Wait {
        match *self {
            Call::Inside { number, args, .. } => wait(number, args),
            Call::Hidden | Call::Running | Call::Outside { .. } => Wait::Other,
        }
    }
}

/// A `futex` operation without its flags.
const FUTEX_COMMAND: u64 = 0x7f;
const FUTEX_WAIT: u64 = 0;
const FUTEX_WAIT_BITSET: u64 = 9;
/// What `pthread_join` calls: a wait on a word that the kernel itself clears, so it is not process-private.
const FUTEX_JOIN: u64 = 0x109;

/// Descriptors, time-outs in milliseconds and options are 32 bits wide; the rest of the register is noise.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the kernel drops the upper half of the register, too"
)]
fn narrow(arg: u64) -> i32 {
    (arg as u32).cast_signed()
}

fn wait(number: i64, args: [u64; 6]) -> Wait {
    let [first, second, third, fourth, ..] = args;
    match c_long::from(number) {
        libc::SYS_nanosleep | libc::SYS_clock_nanosleep => Wait::Sleep,
        libc::SYS_futex => match second & FUTEX_COMMAND {
            FUTEX_WAIT | FUTEX_WAIT_BITSET if fourth != 0 => Wait::Futex { timed: true },
            FUTEX_WAIT_BITSET if second == FUTEX_JOIN => Wait::Join,
            FUTEX_WAIT | FUTEX_WAIT_BITSET => Wait::Futex { timed: false },
            _ => Wait::Other,
        },
        libc::SYS_wait4 if narrow(third) & libc::WNOHANG == 0 => {
            Wait::Child(Some(narrow(first)).filter(|pid| *pid > 0))
        }
        libc::SYS_waitid if narrow(fourth) & libc::WNOHANG == 0 => {
            Wait::Child((first == u64::from(libc::P_PID)).then_some(narrow(second)))
        }
        libc::SYS_read | libc::SYS_readv => Wait::Read(narrow(first)),
        libc::SYS_write | libc::SYS_writev => Wait::Write(narrow(first)),
        libc::SYS_ppoll if third == 0 => Wait::Poll {
            list: first,
            count: second,
        },
        libc::SYS_ppoll => Wait::TimedPoll,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_poll if narrow(third) < 0 => Wait::Poll {
            list: first,
            count: second,
        },
        #[cfg(target_arch = "x86_64")]
        libc::SYS_poll => Wait::TimedPoll,
        _ => Wait::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Call, Wait};

    fn inside(number: libc::c_long, args: [u64; 6]) -> Wait {
        Call::Inside {
            number,
            args,
            sp: 1,
            pc: 1,
        }
        .wait()
    }

    #[test]
    fn the_file_is_read_as_the_kernel_writes_it() {
        let cases = [
            ("running\n", Call::Running),
            (
                "-1 0x7ffc0 0x55d0\n",
                Call::Outside {
                    sp: 0x7ffc0,
                    pc: 0x55d0,
                },
            ),
            (
                "202 0x7f01 0x109 0x0 0x0 0x0 0xffffffff 0x7ffc8 0x7f02\n",
                Call::Inside {
                    number: 202,
                    args: [0x7f01, 0x109, 0, 0, 0, 0xffff_ffff],
                    sp: 0x7ffc8,
                    pc: 0x7f02,
                },
            ),
            ("", Call::Hidden),
            ("202 0x1 0x2\n", Call::Hidden),
            ("-1 0x1\n", Call::Hidden),
            ("nonsense", Call::Hidden),
        ];
        for (text, call) in cases {
            assert_eq!(Call::parse(text), call, "{text:?}");
        }
    }

    #[test]
    fn a_futex_wait_is_told_from_a_join_and_from_one_that_ends_by_itself() {
        let cases = [
            (
                0x80,
                0,
                Wait::Futex { timed: false },
                "a private wait: the C library's mutex",
            ),
            (
                0x89,
                0,
                Wait::Futex { timed: false },
                "a private wait with a bit set: std's mutex, condvar and park",
            ),
            (
                0x89,
                0x7ffe,
                Wait::Futex { timed: true },
                "the same with a time-out",
            ),
            (
                0x189,
                0x7ffe,
                Wait::Futex { timed: true },
                "a time-out on the wall clock",
            ),
            (0x109, 0, Wait::Join, "pthread_join"),
            (0x109, 0x7ffe, Wait::Futex { timed: true }, "pthread_timedjoin_np"),
            (0x81, 0, Wait::Other, "a wake-up"),
            (0x86, 0, Wait::Other, "a priority-inheriting lock"),
        ];
        for (operation, timeout, expected, what) in cases {
            assert_eq!(
                inside(libc::SYS_futex, [0x1000, operation, 0, timeout, 0, 0]),
                expected,
                "{what}"
            );
        }
    }

    #[test]
    fn the_other_calls_that_wait() {
        let cases = [
            (libc::SYS_clock_nanosleep, [1, 0, 0x7f, 0, 0, 0], Wait::Sleep),
            (libc::SYS_nanosleep, [0x7f, 0, 0, 0, 0, 0], Wait::Sleep),
            (libc::SYS_wait4, [u64::MAX, 0, 0, 0, 0, 0], Wait::Child(None)),
            (libc::SYS_wait4, [77, 0, 0, 0, 0, 0], Wait::Child(Some(77))),
            (libc::SYS_wait4, [u64::MAX, 0, 1, 0, 0, 0], Wait::Other),
            (libc::SYS_waitid, [1, 99, 0x7f, 4, 0, 0], Wait::Child(Some(99))),
            (libc::SYS_waitid, [0, 0, 0x7f, 4, 0, 0], Wait::Child(None)),
            (libc::SYS_waitid, [3, 99, 0x7f, 4, 0, 0], Wait::Child(None)),
            (libc::SYS_waitid, [1, 99, 0x7f, 5, 0, 0], Wait::Other),
            (libc::SYS_read, [7, 0x7f, 64, 0, 0, 0], Wait::Read(7)),
            (libc::SYS_readv, [7, 0x7f, 1, 0, 0, 0], Wait::Read(7)),
            (
                libc::SYS_write,
                [0xffff_ffff_0000_0001, 0x7f, 64, 0, 0, 0],
                Wait::Write(1),
            ),
            (
                libc::SYS_ppoll,
                [0x7f, 2, 0, 0, 0, 0],
                Wait::Poll { list: 0x7f, count: 2 },
            ),
            (libc::SYS_ppoll, [0x7f, 2, 0x7e, 0, 0, 0], Wait::TimedPoll),
            (libc::SYS_sched_yield, [0; 6], Wait::Other),
        ];
        for (number, args, expected) in cases {
            assert_eq!(inside(number, args), expected, "{number} {args:?}");
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn poll_waits_for_ever_with_any_negative_time() {
        assert_eq!(
            inside(libc::SYS_poll, [0x7f, 1, 0xffff_ffff, 0, 0, 0]),
            Wait::Poll { list: 0x7f, count: 1 }
        );
        assert_eq!(inside(libc::SYS_poll, [0x7f, 1, 100, 0, 0, 0]), Wait::TimedPoll);
    }

    #[test]
    fn a_thread_that_is_in_no_call_waits_for_nothing() {
        for call in [Call::Hidden, Call::Running, Call::Outside { sp: 1, pc: 2 }] {
            assert_eq!(call.wait(), Wait::Other, "{call:?}");
        }
    }
}
