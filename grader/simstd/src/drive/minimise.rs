//! From what was found to what is told: for each failure a schedule with the fewest preemptions, and the two
//! operations whose order decides.
//!
//! The schedules run here are not counted: they look for no new failure.

use super::book::{Book, Seen, preemptions};
use super::{Driver, Failure, Outcome};
use crate::rt::engine::Ending;
use crate::rt::repeat::IMPATIENCE;
use crate::search::Strategy;
use crate::search::dpor;
use crate::search::naive::Naive;
use crate::search::replay::{Follow, Replay};
use crate::tell;
use wire::token::Switches;
use wire::{Cause, Exploration, Finding, Kind, Like, Output, Request};

/// Outputs whose schedules are straightened.
const SHORTENED: usize = 16;
/// Failures that are told.
const TOLD: usize = 8;
/// Schedules to look for one with fewer preemptions.
const FEWER: u64 = 20_000;
/// Operations in them.
const FEWER_OPERATIONS: usize = 1_000_000;
/// A longer schedule is not straightened.
const STRAIGHT: usize = 5_000;
/// Schedules to look for the operations that decide.
const DECIDING: usize = 200;

/// Adds the findings to the report, the gravest first.
pub(super) fn tell(driver: &mut Driver, request: &Request, book: &Book, report: &mut Exploration) {
    let mut failures: Vec<&Seen> = book.failures.iter().collect();
    failures.sort_by_key(|it| it.failure.kind);
    failures.truncate(TOLD);
    for seen in failures {
        if let Some(told) = &seen.told {
            let counts = (seen.found_after, seen.schedules);
            let mut finding = Finding { ..(**told).clone() };
            (finding.found_after, finding.schedules) = counts;
            report.findings.push(finding);
            continue;
        }
        let wanted = seen.failure.clone();
        let is_it = move |_: &Driver, outcome: &Outcome| outcome.failure() == Some(&wanted);
        let mut known = (seen.switches.clone(), seen.preemptions);
        if let Some(path) = &seen.path {
            let mut strategy: Box<dyn Strategy> = Box::new(Follow::new(path.clone()));
            let (outcome, _) = driver.run(&mut strategy);
            if is_it(driver, &outcome) {
                known = (driver.engine().switches.clone(), preemptions(driver.engine()));
            }
        }
        let mut finding = shortest(driver, known, &is_it);
        (finding.found_after, finding.schedules) = (seen.found_after, seen.schedules);
        (finding.kind, finding.cause) = (seen.failure.kind, seen.failure.cause);
        // What comes of every order does not come of a notification that came too early.
        if finding.cause == Cause::LostWakeup && report.complete && seen.schedules >= book.schedules {
            finding.cause = Cause::NeverNotified;
        }
        report.findings.push(finding);
    }
    if !request.allow_outputs && report.replayed.is_none() {
        report.findings.extend(race(driver, book));
    }
}

/// Gives each of the first outputs a schedule with few switches.
pub(super) fn shorten(driver: &mut Driver, book: &Book, report: &mut Exploration) {
    for (seen, told) in book.outputs.iter().zip(&mut report.outputs).take(SHORTENED) {
        let mut best = (seen.switches.clone(), seen.preemptions);
        let is_it = |driver: &Driver, outcome: &Outcome| match outcome {
            Outcome::Ended(code, _) => *code == seen.output.1 && driver.engine().out == seen.output.0,
            _ => false,
        };
        straighten(driver, &mut best, &is_it);
        told.token = wire::token::encode(&best.0);
    }
}

/// Different outputs of schedules in which nothing else is wrong.
fn race(driver: &mut Driver, book: &Book) -> Option<Finding> {
    let fine: Vec<_> = book.outputs.iter().filter(|it| !it.failed).collect();
    if fine.len() < 2 {
        return None;
    }
    // The ordinary one: what comes of running the tasks one after the other, when every sleep takes as long as it says.
    let clock = driver.engine().settings.clock;
    driver.set_clock(wire::Clock::Exact);
    let mut plain: Box<dyn Strategy> = Box::new(Replay::new(Vec::new()));
    let (outcome, _) = driver.run(&mut plain);
    let ordinary = match outcome {
        Outcome::Ended(code, _) if !outcome.panicked() => fine
            .iter()
            .find(|it| it.output.1 == code && it.output.0 == driver.engine().out),
        _ => None,
    };
    driver.set_clock(clock);
    let ordinary = ordinary.or_else(|| fine.iter().min_by_key(|it| it.preemptions))?;
    let other = fine
        .iter()
        .filter(|it| it.output != ordinary.output)
        .min_by_key(|it| it.preemptions)?;
    let not = ordinary.output.clone();
    let is_it = move |driver: &Driver, outcome: &Outcome| match outcome {
        Outcome::Ended(code, _) if !outcome.panicked() => *code != not.1 || driver.engine().out != not.0,
        _ => false,
    };
    let mut finding = shortest(driver, (other.switches.clone(), other.preemptions), &is_it);
    finding.kind = Kind::Race;
    finding.found_after = fine[1].found_after;
    finding.schedules = book
        .outputs
        .iter()
        .filter(|it| !it.failed && it.output != ordinary.output)
        .map(|it| it.schedules)
        .sum();
    finding.instead_of = Some(Output { ..ordinary.tell() });
    Some(finding)
}

/// The schedule just run, or one with fewer preemptions that is `like` it. None for a schedule that did not come to an
/// end.
pub(super) fn again(driver: &mut Driver, outcome: &Outcome, like: &Like) -> Option<Finding> {
    driver.machine.settings().patience = IMPATIENCE;
    let known = (driver.engine().switches.clone(), preemptions(driver.engine()));
    if let Some(failure) = outcome.failure().cloned() {
        let wanted = failure.clone();
        let is_it = move |_: &Driver, outcome: &Outcome| outcome.failure() == Some(&wanted);
        let mut finding = shortest(driver, known, &is_it);
        (finding.kind, finding.cause) = (failure.kind, failure.cause);
        return Some(finding);
    }
    let Outcome::Ended(code, _) = *outcome else {
        return None;
    };
    let engine = driver.engine();
    let (time, asleep, out) = (engine.gone_at.1, engine.asleep, engine.out.clone());
    let ended = |outcome: &Outcome| matches!(outcome, Outcome::Ended(..));
    let mut finding = match like {
        Like::Makespan => shortest(driver, known, &|driver, outcome| {
            ended(outcome) && driver.engine().gone_at.1 == time
        }),
        Like::Overlap => shortest(driver, known, &|driver, outcome| {
            ended(outcome) && driver.engine().asleep == asleep
        }),
        Like::Failure(right) => {
            let is_it = |driver: &Driver, outcome: &Outcome| match outcome {
                Outcome::Ended(now, _) if right.is_empty() => *now == code && driver.engine().out == out,
                Outcome::Ended(now, _) => !right
                    .iter()
                    .any(|it| it.exit == *now && it.stdout.as_bytes() == driver.engine().out),
                _ => false,
            };
            shortest(driver, known, &is_it)
        }
    };
    finding.kind = Kind::Race;
    if !matches!(like, Like::Failure(_)) {
        // Which order decides how long it takes is seldom what makes it long.
        finding.decisive = None;
    }
    if let Like::Failure(right) = like {
        finding.instead_of = right.first().map(|it| Output {
            stdout: it.stdout.clone(),
            exit: it.exit,
            ..Output::default()
        });
    }
    Some(finding)
}

type Test<'a> = &'a dyn Fn(&Driver, &Outcome) -> bool;

/// The finding of a schedule that passes the test, with as few preemptions as can be.
fn shortest(driver: &mut Driver, known: (Switches, u32), is_it: Test<'_>) -> Finding {
    let mut best = known;
    straighten(driver, &mut best, is_it);
    reduce(driver, &mut best, is_it);
    let fewest = fewer(driver, &mut best, is_it);
    let mut strategy: Box<dyn Strategy> = Box::new(Replay::new(best.0.clone()));
    let (outcome, ending) = driver.run(&mut strategy);
    let shown = is_it(driver, &outcome);
    let failure: Option<Failure> = outcome.failure().cloned();
    let mut finding = tell::finding(driver.engine(), &ending, failure.as_ref());
    finding.token = wire::token::encode(&best.0);
    finding.fewest = fewest && shown;
    finding.decisive = deciding(driver, is_it);
    finding
}

/// Runs the same operations with fewer switches between tasks.
fn straighten(driver: &mut Driver, best: &mut (Switches, u32), is_it: Test<'_>) {
    let elastic = driver.engine().settings.clock == wire::Clock::Elastic;
    let mut strategy: Box<dyn Strategy> = Box::new(Replay::new(best.0.clone()));
    let (_, ending) = driver.run(&mut strategy);
    if ending == Ending::Livelock || driver.engine().trace.len() > STRAIGHT {
        return;
    }
    for path in driver.over(true, |over| dpor::straightened(over, elastic)) {
        let mut strategy: Box<dyn Strategy> = Box::new(Follow::new(path));
        let (outcome, _) = driver.run(&mut strategy);
        let count = preemptions(driver.engine());
        let switches = &driver.engine().switches;
        if is_it(driver, &outcome) && (count, switches.len()) < (best.1, best.0.len()) {
            *best = (switches.clone(), count);
        }
    }
}

/// Leaves out what exceptions can be left out, many at a time and then one by one (Zeller and Hildebrandt 2002).
fn reduce(driver: &mut Driver, best: &mut (Switches, u32), is_it: Test<'_>) {
    let mut operations = FEWER_OPERATIONS;
    let mut size = best.0.len().div_ceil(2);
    while size > 0 {
        let mut end = best.0.len();
        while end > 0 {
            if operations == 0 || driver.late() {
                return;
            }
            let start = end.saturating_sub(size);
            let mut fewer = best.0.clone();
            fewer.drain(start..end);
            let mut strategy: Box<dyn Strategy> = Box::new(Replay::lenient(fewer));
            let (outcome, _) = driver.run(&mut strategy);
            let engine = driver.engine();
            operations = operations.saturating_sub(engine.trace.len());
            let (count, length) = (preemptions(engine), engine.switches.len());
            if is_it(driver, &outcome) && (count, length) < (best.1, best.0.len()) {
                *best = (driver.engine().switches.clone(), count);
            }
            end = start.min(best.0.len());
        }
        size /= 2;
    }
}

/// Looks for a schedule with fewer preemptions among all that there are; true when it was looked for everywhere.
fn fewer(driver: &mut Driver, best: &mut (Switches, u32), is_it: Test<'_>) -> bool {
    let (mut left, mut operations) = (FEWER, FEWER_OPERATIONS);
    for bound in 0..best.1 {
        let mut strategy: Box<dyn Strategy> = Box::new(Naive::new(Some(bound)));
        loop {
            if left == 0 || operations == 0 || driver.late() {
                return false;
            }
            left -= 1;
            let (outcome, _) = driver.run(&mut strategy);
            operations = operations.saturating_sub(driver.engine().trace.len());
            if outcome == Outcome::Unfinished {
                return false;
            }
            if is_it(driver, &outcome) {
                *best = (driver.engine().switches.clone(), preemptions(driver.engine()));
                return true;
            }
            if !strategy.advance() {
                break;
            }
        }
    }
    true
}

/// The last two operations of the schedule just run which, the other way round, end it in another way.
fn deciding(driver: &mut Driver, is_it: Test<'_>) -> Option<(usize, usize)> {
    let elastic = driver.engine().settings.clock == wire::Clock::Elastic;
    let reversals = driver.over(true, |over| dpor::reversals(over, elastic, DECIDING));
    for (pair, path) in reversals {
        let mut strategy: Box<dyn Strategy> = Box::new(Follow::new(path));
        let (outcome, _) = driver.run(&mut strategy);
        if !is_it(driver, &outcome) && matches!(outcome, Outcome::Ended(..) | Outcome::Failed(_)) {
            return Some(pair);
        }
    }
    None
}
