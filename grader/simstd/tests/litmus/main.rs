//! Every litmus program has the verdict that is known of it, and reduced search and naive enumeration agree.
//!
//! The programs are in `tests/litmus`, what is known of each in `verdicts.rs`.

#[path = "../support/mod.rs"]
mod support;
mod verdicts;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, thread};
use support::{Explorable, Settings};
use verdicts::{Search, VERDICTS, Verdict};
use wire::{Exploration, Kind, Request, Strategy};

/// Schedules by which the default strategy must have found a failure.
const BUDGET: u64 = 2_000;
/// More schedules than any program needs whose every schedule is run.
const MOST: u64 = 1_000_000;
/// Schedules that naive enumeration is given.
const NAIVE: u64 = 20_000;

/// The top of the repository.
fn repository() -> &'static Path {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    top.expect("grader/simstd is two levels down")
}

fn source(program: &str) -> std::path::PathBuf {
    repository().join("tests/litmus").join(format!("{program}.rs"))
}

fn compile(program: &str) -> Result<Explorable, String> {
    let path = source(program);
    let text = fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    support::compile(&text, Settings::default())
}

fn failures(report: &Exploration) -> Vec<Kind> {
    let kinds: BTreeSet<Kind> = report.findings.iter().map(|finding| finding.kind).collect();
    kinds.into_iter().collect()
}

fn outputs(report: &Exploration) -> Vec<(&str, i32)> {
    let outputs: BTreeSet<(&str, i32)> = report
        .outputs
        .iter()
        .map(|output| (output.stdout.as_str(), output.exit))
        .collect();
    outputs.into_iter().collect()
}

/// Collects what is not as it should be, so that one run of the tests tells everything.
struct Differences(Vec<String>);

impl Differences {
    fn equal<T: PartialEq + std::fmt::Debug + ?Sized>(&mut self, what: &str, found: &T, known: &T) {
        if found != known {
            self.0.push(format!("{what}: {found:?} instead of {known:?}"));
        }
    }
}

/// All of the program's schedules: their number, their outcomes, and the same outcomes one by one.
fn every(verdict: &Verdict, schedules: RangeInclusive<u64>) -> Result<Differences, String> {
    let learner = compile(verdict.program)?;
    let mut differences = Differences(Vec::new());
    let request = Request {
        strategy: Strategy::Dpor,
        // Without a number, the search ends some time after the first failure.
        schedules: MOST,
        ..Request::default()
    };
    let report = learner.explore(&request)?;
    let nanoseconds = verdict.seconds * 1_000_000_000;
    let span = report.makespan_ns.map(|span| (span.min, span.max));
    differences.equal("complete", &report.complete, &true);
    if !schedules.contains(&report.schedules) {
        differences.0.push(format!(
            "schedules: {} instead of {schedules:?}",
            report.schedules
        ));
    }
    differences.equal("failures", failures(&report).as_slice(), verdict.failures);
    differences.equal("outputs", &outputs(&report), &verdict.outputs());
    differences.equal("makespan", &span, &Some((nanoseconds, nanoseconds)));
    let request = Request {
        strategy: Strategy::Naive,
        schedules: NAIVE,
        ..Request::default()
    };
    let naive = learner.explore(&request)?;
    differences.equal("complete one by one", &naive.complete, &verdict.enumerable);
    if verdict.enumerable {
        differences.equal(
            "failures one by one",
            failures(&naive).as_slice(),
            verdict.failures,
        );
        differences.equal("outputs one by one", &outputs(&naive), &verdict.outputs());
    }
    Ok(differences)
}

/// Some of the program's schedules, until the first failure: there is one if it is known to fail.
fn some(verdict: &Verdict) -> Result<Differences, String> {
    let learner = compile(verdict.program)?;
    let mut differences = Differences(Vec::new());
    let request = Request {
        schedules: BUDGET,
        first: true,
        ..Request::default()
    };
    let report = learner.explore(&request)?;
    let known = if verdict.search == Search::Beyond {
        &[]
    } else {
        verdict.failures
    };
    differences.equal("complete", &report.complete, &false);
    differences.equal("failures", failures(&report).as_slice(), known);
    let unknown: Vec<_> = outputs(&report)
        .into_iter()
        .filter(|output| !verdict.outputs().contains(output))
        .collect();
    differences.equal("unknown outputs", &unknown, &Vec::new());
    Ok(differences)
}

fn check(verdict: &Verdict) -> Vec<String> {
    let differences = match verdict.search {
        Search::Every(schedules) => every(verdict, schedules..=schedules),
        Search::Within(schedules) => every(verdict, 1..=schedules),
        Search::Some | Search::Beyond => some(verdict),
    };
    let lines = match differences {
        Ok(differences) => differences.0,
        Err(why) => vec![why],
    };
    lines
        .iter()
        .map(|line| format!("{}: {line}", verdict.program))
        .collect()
}

#[test]
fn every_program_has_its_verdict() {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut differences = Vec::new();
        while let Some(verdict) = VERDICTS.get(next.fetch_add(1, Ordering::Relaxed)) {
            differences.extend(check(verdict));
        }
        differences
    };
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let differences: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("a worker"))
            .collect()
    });
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn every_program_is_in_the_table_once() {
    let mut files: Vec<String> = fs::read_dir(repository().join("tests/litmus"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let named: Vec<String> = VERDICTS
        .iter()
        .map(|verdict| format!("{}.rs", verdict.program))
        .collect();
    assert_eq!(named, files);
}

/// The programs are read by people, who are told what to expect in the first lines.
#[test]
fn every_program_says_what_the_table_says() {
    for verdict in VERDICTS {
        let text = fs::read_to_string(source(verdict.program)).unwrap();
        let expected = text.lines().find_map(|line| line.strip_prefix("//! Expected: "));
        let expected = expected.unwrap_or_else(|| panic!("{} does not say what to expect", verdict.program));
        let word = match verdict.failures.first() {
            None => "ok",
            Some(Kind::Deadlock) => "deadlock",
            Some(Kind::Panic) => "panic",
            Some(Kind::Race) => "race",
            Some(other) => panic!("no litmus program is known for {other:?}"),
        };
        assert!(
            expected.starts_with(word),
            "{}: expected {expected}, but it is {word}",
            verdict.program
        );
    }
}

#[test]
fn proofs_take_the_least_possible_number_of_schedules_by_default() {
    let least = [("2x2", 6), ("2x5", 252), ("3x1", 6), ("3x2", 90), ("4x1", 24)];
    for (name, schedules) in least {
        let learner = compile(&format!("lock_unlock_{name}")).expect("it compiles");
        let report = learner.explore(&Request::default()).expect("it is explored");
        assert_eq!((report.complete, report.schedules), (true, schedules), "{name}");
    }
}
