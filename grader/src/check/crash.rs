//! No signal may end the program.

use super::{Check, blame, shown};
use crate::finding::{Evidence, Finding};
use crate::observe::Seen;
use crate::verdict::Verdict;
use sandbox::Ending;
use wire::{Cause, Kind};

/// No signal ends the program.
#[derive(Debug)]
pub struct Crash;

impl Check for Crash {
    fn key(&self) -> &'static str {
        "crash"
    }

    fn asks(&self) -> String {
        "is not ended by a signal".to_owned()
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![
            Verdict::Crash,
            Verdict::Timeout,
            Verdict::Memory,
            Verdict::SleepSync,
        ]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let explored = explored(seen);
        if !explored.is_empty() {
            return explored;
        }
        let Some(run) = &seen.run else { return Vec::new() };
        let Ending::Signaled(signal) = run.ending else {
            return Vec::new();
        };
        let message = format!("ended by {}: {}", name(signal), meaning(signal, &run.stderr));
        let finding = Finding::new(Verdict::Crash, message);
        if run.stderr.is_empty() {
            return vec![finding];
        }
        vec![finding.with(Evidence::Text {
            title: "standard error".to_owned(),
            text: run.stderr.clone(),
        })]
    }
}

/// What the explorer found.
fn explored(seen: &Seen) -> Vec<Finding> {
    let verdict = |cause| match cause {
        Cause::EndlessLoop => Verdict::Timeout,
        Cause::Memory => Verdict::Memory,
        _ => Verdict::Crash,
    };
    shown::of_kind(seen, Kind::Abort, verdict, blame::died)
}

/// The signal's name; its number where it has no portable one.
fn name(signal: i32) -> String {
    let known = [
        (4, "SIGILL"),
        (5, "SIGTRAP"),
        (6, "SIGABRT"),
        (7, "SIGBUS"),
        (8, "SIGFPE"),
        (9, "SIGKILL"),
        (11, "SIGSEGV"),
        (13, "SIGPIPE"),
        (14, "SIGALRM"),
        (15, "SIGTERM"),
        (24, "SIGXCPU"),
        (25, "SIGXFSZ"),
        (31, "SIGSYS"),
    ];
    known
        .iter()
        .find(|(number, _)| *number == signal)
        .map_or_else(|| format!("signal {signal}"), |(_, name)| (*name).to_owned())
}

/// What usually brings it about in a Rust program.
fn meaning(signal: i32, stderr: &str) -> &'static str {
    match signal {
        6 if stderr.contains("has overflowed its stack") => "a thread's stack overflowed",
        6 if stderr.contains("memory allocation of") => "an allocation failed",
        6 => "the program aborted",
        7 | 11 => "it touched memory that is not its own",
        9 => "something outside the program killed it",
        13 => "it wrote to a pipe that nobody reads",
        _ => "the program was stopped from outside its own code",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests_support::{ended, exited, seen};
    use crate::observe::Observation;

    #[test]
    fn signals_are_named_and_explained() {
        let overflow = "\nthread 'main' has overflowed its stack\nfatal runtime error: stack overflow";
        let cases = [
            (11, "", "ended by SIGSEGV: it touched memory that is not its own"),
            (6, overflow, "ended by SIGABRT: a thread's stack overflowed"),
            (6, "", "ended by SIGABRT: the program aborted"),
            (
                64,
                "",
                "ended by signal 64: the program was stopped from outside its own code",
            ),
        ];
        for (signal, stderr, message) in cases {
            let run = Observation {
                stderr: stderr.to_owned(),
                ..ended(Ending::Signaled(signal))
            };
            let findings = Crash.judge(&seen(run));
            assert_eq!(findings[0].message, message);
            assert_eq!(findings[0].verdict, Verdict::Crash);
        }
        assert!(Crash.judge(&seen(exited(1))).is_empty());
    }
}
