//! Findings → outcome and points. One word for each thing that can be wrong, the same in every format.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The word for an outcome. Declared from the gravest to the best: the gravest finding names the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub enum Verdict {
    /// Trouble of ours: neither a pass nor a failure.
    GraderFault,
    /// The compiler refused the program.
    Compile,
    /// The program uses something that the exercise rules out.
    Forbidden,
    /// A signal ended the program.
    Crash,
    /// The memory limit was reached.
    Memory,
    /// The output limit was reached.
    OutputLimit,
    /// Threads wait for each other for ever.
    Deadlock,
    /// A notification came before its wait.
    LostWakeup,
    /// Threads run for ever and get nowhere.
    Livelock,
    /// The time limit was reached.
    Timeout,
    /// A panic ended the program.
    Panic,
    /// The exit status is not the one asked for.
    Exit,
    /// Right in some schedules, wrong in others.
    Race,
    /// It ended before it could have done the work, or did not wait.
    Early,
    /// Wrong output in every schedule seen.
    Wrong,
    /// Right only because a sleep was long enough.
    SleepSync,
    /// Too slow because work did not overlap.
    Serial,
    /// Too slow.
    Slow,
    /// A thread was left running.
    Unjoined,
    /// A child process ended and nobody waited for it.
    Zombie,
    /// A child process outlived its parent.
    Orphan,
    /// A limit of ours was reached before there was an answer.
    Inconclusive,
    /// Everything asked for holds.
    Pass,
}

impl Verdict {
    /// Every verdict, gravest first.
    pub const ALL: [Verdict; 23] = [
        Verdict::GraderFault,
        Verdict::Compile,
        Verdict::Forbidden,
        Verdict::Crash,
        Verdict::Memory,
        Verdict::OutputLimit,
        Verdict::Deadlock,
        Verdict::LostWakeup,
        Verdict::Livelock,
        Verdict::Timeout,
        Verdict::Panic,
        Verdict::Exit,
        Verdict::Race,
        Verdict::Early,
        Verdict::Wrong,
        Verdict::SleepSync,
        Verdict::Serial,
        Verdict::Slow,
        Verdict::Unjoined,
        Verdict::Zombie,
        Verdict::Orphan,
        Verdict::Inconclusive,
        Verdict::Pass,
    ];

    /// The word as it is printed.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::GraderFault => "GRADER-FAULT",
            Verdict::Compile => "COMPILE",
            Verdict::Forbidden => "FORBIDDEN",
            Verdict::Crash => "CRASH",
            Verdict::Memory => "MEMORY",
            Verdict::OutputLimit => "OUTPUT-LIMIT",
            Verdict::Deadlock => "DEADLOCK",
            Verdict::LostWakeup => "LOST-WAKEUP",
            Verdict::Livelock => "LIVELOCK",
            Verdict::Timeout => "TIMEOUT",
            Verdict::Panic => "PANIC",
            Verdict::Exit => "EXIT",
            Verdict::Race => "RACE",
            Verdict::Early => "EARLY",
            Verdict::Wrong => "WRONG",
            Verdict::SleepSync => "SLEEP-SYNC",
            Verdict::Serial => "SERIAL",
            Verdict::Slow => "SLOW",
            Verdict::Unjoined => "UNJOINED",
            Verdict::Zombie => "ZOMBIE",
            Verdict::Orphan => "ORPHAN",
            Verdict::Inconclusive => "INCONCLUSIVE",
            Verdict::Pass => "PASS",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Verdict {
    type Err = ();

    /// Reads the word in any case: course files write `deadlock`, marks in submissions `DEADLOCK`.
    fn from_str(word: &str) -> Result<Self, ()> {
        Verdict::ALL.into_iter().find(|v| v.word().eq_ignore_ascii_case(word)).ok_or(())
    }
}
