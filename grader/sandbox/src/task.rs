//! One thread as a look found it, and what that says of its doings.

use crate::Activity;
use crate::call::{Call, Wait};

/// What the scheduler says of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// On a processor or ready for one.
    Ready,
    /// Asleep until something wakes it.
    Asleep,
    /// In the kernel for a moment that cannot be interrupted, as for a page from the disk.
    Busy,
    /// Stopped by a signal.
    Stopped,
    /// On its way out: whoever joins it, or reads from its pipes, may not have been woken yet.
    Leaving,
    /// Ended, and nothing more will come of it, unless it is a process that its parent is about to be told of.
    Ended,
    /// Anything else.
    Other,
}

/// The fields of `/proc/…/stat` that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stat {
    pub(crate) state: State,
    /// The process that waits for it.
    pub(crate) parent: i32,
    /// How many threads its process has.
    pub(crate) threads: usize,
    /// Resident memory of its process, in pages; 0 once it has left its memory.
    pub(crate) resident: u64,
    /// Whether its process catches a signal that may come without any process sending it.
    pub(crate) catches_timers: bool,
}

/// The kernel's flag of a thread that is on its way out.
const PF_EXITING: u64 = 0x4;
/// The signals that a timer or a descriptor sends, as bits of a signal mask.
const FROM_TIMERS: u64 = 1 << (libc::SIGALRM - 1) | 1 << (libc::SIGIO - 1);

impl Stat {
    /// Reads the bytes of a `stat` file; `None` for what the kernel does not write.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Stat> {
        // The second field is a name in parentheses that may hold anything, parentheses and blanks included.
        let end = bytes.iter().rposition(|&byte| byte == b')')?;
        let fields: Vec<&str> = std::str::from_utf8(bytes.get(end + 1..)?)
            .ok()?
            .split_ascii_whitespace()
            .collect();
        // The manual counts from 1 and the field after the name is its third.
        let number = |manual: usize| fields.get(manual - 3)?.parse::<u64>().ok();
        let state = match *fields.first()? {
            "R" => State::Ready,
            "S" => State::Asleep,
            "D" => State::Busy,
            "T" | "t" => State::Stopped,
            "Z" | "X" | "x" => State::Ended,
            _ => State::Other,
        };
        Some(Stat {
            state: if state != State::Ended && number(9)? & PF_EXITING != 0 {
                State::Leaving
            } else {
                state
            },
            parent: fields.get(1)?.parse().ok()?,
            threads: usize::try_from(number(20)?).ok()?,
            resident: number(24)?,
            catches_timers: number(34)? & FROM_TIMERS != 0,
        })
    }
}

/// What changes whenever a thread runs, however shortly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp(pub(crate) [u64; 3]);

impl Stamp {
    /// Reads a `schedstat` file; `None` when the kernel does not count there.
    pub(crate) fn of_schedstat(text: &str) -> Option<Stamp> {
        let mut words = text.split_ascii_whitespace().map(str::parse::<u64>);
        let mut next = || words.next()?.ok();
        let counts = [next()?, next()?, next()?];
        (counts != [0; 3]).then_some(Stamp(counts))
    }

    /// Reads how often the thread left the processor from a `status` file, which every kernel counts.
    pub(crate) fn of_status(text: &str) -> Option<Stamp> {
        let count = |name: &str| field(text, name);
        Some(Stamp([
            count("voluntary_ctxt_switches")?,
            count("nonvoluntary_ctxt_switches")?,
            0,
        ]))
    }
}

/// The number in a line `name: number` of a `status` file.
pub(crate) fn field(status: &str, name: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_ascii_whitespace().next()?.parse().ok()
}

/// A thread as a look found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Task {
    pub(crate) pid: i32,
    pub(crate) tid: i32,
    /// The process that waits for its process.
    pub(crate) parent: i32,
    pub(crate) state: State,
    pub(crate) call: Call,
    /// Whether every descriptor that its call waits for leads to a pipe that only processes of the tree hold.
    pub(crate) within: bool,
    /// Only read where it may decide something.
    pub(crate) stamp: Option<Stamp>,
}

impl Task {
    /// Whether it sleeps until another thread of the tree wakes it: nothing else can.
    pub(crate) fn waits_for_the_tree(&self) -> bool {
        self.state == State::Asleep
            && match self.call.wait() {
                Wait::Futex { timed } => !timed,
                Wait::Join | Wait::Child(_) => true,
                Wait::Read(_) | Wait::Write(_) | Wait::Poll { .. } => self.within,
                Wait::Sleep | Wait::TimedPoll | Wait::Other => false,
            }
    }

    /// Whether it waits for a child and this is one that it may wait for.
    pub(crate) fn may_wait_for(&self, child: &Task) -> bool {
        let Wait::Child(awaited) = self.call.wait() else {
            return false;
        };
        child.parent == self.pid && child.pid == child.tid && awaited.is_none_or(|pid| pid == child.pid)
    }

    /// Whether it runs or sleeps for a set time, as against waiting for something to happen.
    pub(crate) fn at_work(&self) -> bool {
        self.state != State::Stopped
            && matches!(
                self.activity(),
                Activity::Running | Activity::Sleeping | Activity::Futex { timed: true }
            )
    }

    /// What it was doing.
    pub(crate) fn activity(&self) -> Activity {
        match (self.state, self.call) {
            (State::Ended | State::Leaving, _) => Activity::Ended,
            (State::Ready | State::Busy, _) | (_, Call::Running | Call::Outside { .. }) => Activity::Running,
            (_, Call::Hidden) => Activity::Call(-1),
            (_, Call::Inside { number, .. }) => match self.call.wait() {
                Wait::Sleep | Wait::TimedPoll => Activity::Sleeping,
                Wait::Futex { timed } => Activity::Futex { timed },
                Wait::Join => Activity::Join,
                Wait::Child(_) => Activity::Child,
                Wait::Read(descriptor) => Activity::Read(descriptor),
                Wait::Write(descriptor) => Activity::Write(descriptor),
                Wait::Poll { .. } | Wait::Other => Activity::Call(number),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Stamp, Stat, State, Task, field};
    use crate::Activity;
    use crate::call::Call;

    /// A `stat` line as the kernel writes it.
    fn line(name: &str, state: &str, flags: u64, caught: u64) -> String {
        format!(
            "77 ({name}) {state} 70 77 77 0 -1 {flags} 120 0 0 0 3 1 0 0 20 0 5 0 31881 9314304 431 \
             18446744073709551615 1 2 3 0 0 0 0 4096 {caught} 0 0 0 -1 1 0 0 0 0 0 1 2 3 4 5 6 7 0\n"
        )
    }

    #[test]
    fn the_stat_line_is_read_whatever_the_thread_is_called() {
        let expected = Stat {
            state: State::Asleep,
            parent: 70,
            threads: 5,
            resident: 431,
            catches_timers: false,
        };
        for name in ["main", "a b", "R) Z 1 (", "", ")"] {
            assert_eq!(
                Stat::parse(line(name, "S", 0x40_0000, 0x440).as_bytes()),
                Some(expected),
                "{name:?}"
            );
        }
        assert_eq!(Stat::parse(b"77 (main) S 70"), None);
        assert_eq!(Stat::parse(b""), None);
    }

    #[test]
    fn states_are_told_apart() {
        let cases = [
            ("R", 0, State::Ready),
            ("S", 0, State::Asleep),
            ("D", 0, State::Busy),
            ("T", 0, State::Stopped),
            ("t", 0, State::Stopped),
            ("Z", 0, State::Ended),
            ("X", 0, State::Ended),
            ("R", 0x4, State::Leaving),
            ("D", 0x4, State::Leaving),
            ("Z", 0x4, State::Ended),
            ("I", 0, State::Other),
        ];
        for (letter, flags, state) in cases {
            let stat = Stat::parse(line("x", letter, flags, 0).as_bytes()).expect("a well-formed line");
            assert_eq!(stat.state, state, "{letter} with flags {flags:#x}");
        }
    }

    #[test]
    fn a_handler_for_a_timer_is_seen() {
        let catches = |mask| {
            Stat::parse(line("x", "S", 0, mask).as_bytes())
                .expect("a well-formed line")
                .catches_timers
        };
        assert!(!catches(0), "nothing caught");
        assert!(
            !catches(1 << 10 | 1 << 6),
            "std's own handlers for stack overflows"
        );
        assert!(catches(1 << 13), "SIGALRM");
        assert!(catches(1 << 28), "SIGIO");
    }

    #[test]
    fn stamps_come_from_whichever_file_counts() {
        assert_eq!(
            Stamp::of_schedstat("74066 53043 2\n"),
            Some(Stamp([74066, 53043, 2]))
        );
        assert_eq!(Stamp::of_schedstat("0 0 0\n"), None);
        assert_eq!(Stamp::of_schedstat("1 2"), None);
        let status =
            "Name:\tx\nVmHWM:\t    1684 kB\nvoluntary_ctxt_switches:\t12\nnonvoluntary_ctxt_switches:\t3\n";
        assert_eq!(Stamp::of_status(status), Some(Stamp([12, 3, 0])));
        assert_eq!(field(status, "VmHWM"), Some(1684));
        assert_eq!(field(status, "VmRSS"), None);
    }

    fn task(state: State, call: Call, within: bool) -> Task {
        Task {
            pid: 1,
            tid: 1,
            parent: 0,
            state,
            call,
            within,
            stamp: None,
        }
    }

    fn inside(number: libc::c_long, args: [u64; 6]) -> Call {
        Call::Inside {
            number,
            args,
            sp: 1,
            pc: 1,
        }
    }

    #[test]
    fn what_a_thread_is_doing_and_whether_only_the_tree_can_wake_it() {
        let futex = inside(libc::SYS_futex, [1, 0x89, 2, 0, 0, 0]);
        let timed = inside(libc::SYS_futex, [1, 0x89, 2, 0x7f, 0, 0]);
        let join = inside(libc::SYS_futex, [1, 0x109, 2, 0, 0, 0]);
        let sleep = inside(libc::SYS_clock_nanosleep, [1, 0, 0x7f, 0, 0, 0]);
        let read = inside(libc::SYS_read, [3, 0x7f, 1, 0, 0, 0]);
        let poll = inside(libc::SYS_ppoll, [0x7f, 1, 0, 0, 0, 0]);
        let timed_poll = inside(libc::SYS_ppoll, [0x7f, 1, 0x7e, 0, 0, 0]);
        let child = inside(libc::SYS_wait4, [5, 0, 0, 0, 0, 0]);
        let outside = Call::Outside { sp: 1, pc: 2 };
        let cases = [
            // (state, call, within), activity, at work, waits for the tree
            (
                (State::Asleep, futex, false),
                Activity::Futex { timed: false },
                false,
                true,
            ),
            ((State::Ready, futex, false), Activity::Running, true, false),
            ((State::Busy, futex, false), Activity::Running, true, false),
            ((State::Leaving, futex, false), Activity::Ended, false, false),
            ((State::Ended, futex, false), Activity::Ended, false, false),
            (
                (State::Stopped, futex, false),
                Activity::Futex { timed: false },
                false,
                false,
            ),
            (
                (State::Asleep, timed, false),
                Activity::Futex { timed: true },
                true,
                false,
            ),
            ((State::Asleep, join, false), Activity::Join, false, true),
            ((State::Asleep, sleep, false), Activity::Sleeping, true, false),
            ((State::Asleep, read, true), Activity::Read(3), false, true),
            ((State::Asleep, read, false), Activity::Read(3), false, false),
            (
                (State::Asleep, poll, true),
                Activity::Call(libc::SYS_ppoll),
                false,
                true,
            ),
            (
                (State::Asleep, poll, false),
                Activity::Call(libc::SYS_ppoll),
                false,
                false,
            ),
            ((State::Asleep, timed_poll, true), Activity::Sleeping, true, false),
            ((State::Asleep, child, false), Activity::Child, false, true),
            (
                (State::Ready, Call::Running, false),
                Activity::Running,
                true,
                false,
            ),
            (
                (State::Asleep, Call::Running, false),
                Activity::Running,
                true,
                false,
            ),
            ((State::Stopped, outside, false), Activity::Running, false, false),
            (
                (State::Asleep, Call::Hidden, false),
                Activity::Call(-1),
                false,
                false,
            ),
        ];
        for ((state, call, within), activity, at_work, waits) in cases {
            let task = task(state, call, within);
            assert_eq!(task.activity(), activity, "{task:?}");
            assert_eq!(task.at_work(), at_work, "{task:?}");
            assert_eq!(task.waits_for_the_tree(), waits, "{task:?}");
        }
    }
}
