//! Panics: one that ends `main` fails every program; `no: [panic]` forbids them in any thread.

use super::{Check, shown};
use crate::finding::{Evidence, Finding};
use crate::observe::{self, Observation, PanicSeen, Seen};
use crate::verdict::Verdict;
use sandbox::Ending;
use wire::Kind;

/// No panic ends `main`. One that `join` hands over as an `Err`, or that the program catches, is its own business.
#[derive(Debug)]
pub struct MainPanics;

/// No thread panics, caught or not.
#[derive(Debug)]
pub struct AnyPanic;

/// The status of a Rust program whose main thread panicked.
const PANICKED: i32 = 101;

impl Check for MainPanics {
    fn key(&self) -> &'static str {
        "main-panics"
    }

    fn asks(&self) -> String {
        "does not panic".to_owned()
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::Panic, Verdict::SleepSync]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let explored = explored(seen);
        if !explored.is_empty() {
            return explored;
        }
        let Some(run) = &seen.run else { return Vec::new() };
        let ends_main = run.ending == Ending::Exited(PANICKED) && !run.panics.is_empty();
        if ends_main { vec![finding(run)] } else { Vec::new() }
    }
}

impl Check for AnyPanic {
    fn key(&self) -> &'static str {
        "panic"
    }

    fn asks(&self) -> String {
        "has no panic in any thread".to_owned()
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::Panic]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        seen.run
            .iter()
            .filter(|run| !run.panics.is_empty())
            .map(finding)
            .collect()
    }
}

/// What the explorer found.
fn explored(seen: &Seen) -> Vec<Finding> {
    shown::on_each_clock(seen, |clock, done| {
        let findings = done.exploration.findings.iter();
        let panics = findings.filter(|found| found.kind == Kind::Panic);
        let told = panics.map(|found| {
            let mut finding = shown::found(seen, clock, done, found, Verdict::Panic, |_| Vec::new());
            let panics = observe::panics(&observe::text(found.stderr.as_bytes()));
            finding.places = panics.into_iter().filter_map(|panic| panic.at).collect();
            finding
        });
        told.collect()
    })
}

/// The first panic is the cause of those that follow, as when `main` unwraps what a thread's `join` gave it.
fn finding(run: &Observation) -> Finding {
    let mut message = describe(&run.panics[0]);
    if let Some(last) = run.panics.get(1..).and_then(<[_]>::last) {
        message = format!("{message}; then {}", describe(last));
    }
    let mut finding = Finding::new(Verdict::Panic, message);
    finding.places = run.panics.iter().filter_map(|panic| panic.at.clone()).collect();
    finding.with(Evidence::Text {
        title: "standard error".to_owned(),
        text: run.stderr.clone(),
    })
}

fn describe(panic: &PanicSeen) -> String {
    let line = panic
        .at
        .as_ref()
        .map(|at| format!(" at line {}", at.line))
        .unwrap_or_default();
    let first = panic.message.lines().next().unwrap_or_default();
    format!("{} panicked{line}: {first}", panic.thread)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests_support::{exited, seen};

    fn panicked(status: i32, threads: &[&str]) -> Seen {
        let panic = |name: &&str| PanicSeen {
            thread: (*name).to_owned(),
            message: "boom".to_owned(),
            at: Some(crate::build::Place {
                file: "src/main.rs".to_owned(),
                line: 4,
                column: Some(1),
            }),
        };
        seen(Observation {
            panics: threads.iter().map(panic).collect(),
            ..exited(status)
        })
    }

    #[test]
    fn main_and_any_differ_in_whose_panic_counts() {
        // (exit status, who panicked, MainPanics finds, AnyPanic finds)
        let cases: [(i32, &[&str], bool, bool); 4] = [
            (0, &[], false, false),
            (0, &["worker"], false, true),
            (101, &["main"], true, true),
            (101, &[], false, false),
        ];
        for (status, threads, main, any) in cases {
            let seen = panicked(status, threads);
            assert_eq!(!MainPanics.judge(&seen).is_empty(), main, "{status} {threads:?}");
            assert_eq!(!AnyPanic.judge(&seen).is_empty(), any, "{status} {threads:?}");
        }
    }

    #[test]
    fn the_first_panic_is_told_first() {
        let findings = MainPanics.judge(&panicked(101, &["worker", "main"]));
        assert_eq!(
            findings[0].message,
            "worker panicked at line 4: boom; then main panicked at line 4: boom"
        );
    }
}
