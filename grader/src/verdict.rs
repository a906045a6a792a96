//! Findings → outcome and points. One word for each thing that can be wrong, the same in every format.

use crate::finding::Finding;
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
        Verdict::ALL
            .into_iter()
            .find(|v| v.word().eq_ignore_ascii_case(word))
            .ok_or(())
    }
}

/// What became of one submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The word of the gravest finding; PASS without one.
    pub verdict: Verdict,
    /// Every finding, gravest first, none twice.
    pub findings: Vec<Finding>,
    /// What it earned.
    pub points: u32,
}

/// Turns findings into an outcome: everything asked for must hold, and then it earns all of its points.
#[must_use]
pub fn decide(mut findings: Vec<Finding>, points: u32) -> Outcome {
    // Stable: findings of the same gravity stay in the order of the checks.
    findings.sort_by_key(|finding| finding.verdict);
    let mut unique: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        if !unique.contains(&finding) {
            unique.push(finding);
        }
    }
    let verdict = unique.first().map_or(Verdict::Pass, |finding| finding.verdict);
    let points = if verdict == Verdict::Pass { points } else { 0 };
    Outcome {
        verdict,
        findings: unique,
        points,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_in_any_case() {
        for verdict in Verdict::ALL {
            assert_eq!(verdict.word().parse(), Ok(verdict));
            assert_eq!(verdict.word().to_lowercase().parse(), Ok(verdict));
            assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.word());
        }
        assert_eq!("nonsense".parse::<Verdict>(), Err(()));
    }

    #[test]
    fn the_gravest_finding_names_the_verdict_and_nothing_is_told_twice() {
        let finding = |verdict| Finding::new(verdict, "x");
        let outcome = decide(
            vec![
                finding(Verdict::Wrong),
                finding(Verdict::Deadlock),
                finding(Verdict::Wrong),
            ],
            10,
        );
        assert_eq!(outcome.verdict, Verdict::Deadlock);
        assert_eq!(outcome.findings.len(), 2);
        assert_eq!(outcome.points, 0);
        assert_eq!(
            decide(Vec::new(), 10),
            Outcome {
                verdict: Verdict::Pass,
                findings: Vec::new(),
                points: 10
            }
        );
    }

    #[test]
    fn what_is_unknown_is_never_a_pass() {
        for verdict in Verdict::ALL
            .into_iter()
            .filter(|verdict| *verdict != Verdict::Pass)
        {
            assert_eq!(decide(vec![Finding::new(verdict, "x")], 10).points, 0);
        }
    }
}
