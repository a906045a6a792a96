//! Whether the explorer can tell a mutant from the solution: two explorations → all in which they differ.

use crate::observe::Explored;
use crate::observe::explored::{Done, Search};
use serde::Serialize;
use std::collections::BTreeSet;
use std::time::Duration;
use wire::{Clock, Exploration, Span};

/// Something in which a mutant behaves otherwise than the solution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The clock on which it shows.
    pub clock: Clock,
    /// What differs, in a word or two.
    pub aspect: &'static str,
    /// What it is for the solution.
    pub solution: String,
    /// What it is for the mutant.
    pub mutant: String,
    /// Whether it is one for sure. What was seen of one program and not of the other is no difference for sure while
    /// schedules of the other were left out.
    pub certain: bool,
}

/// Everything in which two programs differ, on both clocks. None: the explorer cannot tell them apart.
#[must_use]
pub fn compare(solution: &Explored, mutant: &Explored) -> Vec<Difference> {
    [Clock::Exact, Clock::Elastic]
        .into_iter()
        .flat_map(|clock| match (solution.on(clock), mutant.on(clock)) {
            (Some(Search::Done(solution)), Some(Search::Done(mutant))) => found(clock, solution, mutant),
            // Nothing is known about one of them, and what is unknown is not the same.
            (solution, mutant) => vec![Difference {
                clock,
                aspect: "search",
                solution: extent(solution),
                mutant: extent(mutant),
                certain: true,
            }],
        })
        .collect()
}

/// What two finished searches differ in.
fn found(clock: Clock, solution: &Done, mutant: &Done) -> Vec<Difference> {
    let (one, other) = (&solution.exploration, &mutant.exploration);
    // What only one of them does is a difference if every schedule of the other was tried.
    let sure = |by_one: bool, by_other: bool| (by_one && other.complete) || (by_other && one.complete);
    let sets = |aspect, mine: &BTreeSet<String>, its: &BTreeSet<String>| Difference {
        clock,
        aspect,
        solution: only(mine, its),
        mutant: only(its, mine),
        certain: sure(!mine.is_subset(its), !its.is_subset(mine)),
    };
    let plain = |aspect, solution: String, mutant: String, certain| Difference {
        clock,
        aspect,
        solution,
        mutant,
        certain,
    };
    let (mine, its) = (one.makespan_ns, other.makespan_ns);
    let differences = [
        sets("outputs", &outputs(solution), &outputs(mutant)),
        sets("findings", &findings(one), &findings(other)),
        plain(
            "makespan",
            makespan(mine),
            makespan(its),
            sure(exceeds(mine, its), exceeds(its, mine)) || apart(mine, its),
        ),
        // How many are at work at most shows in any few schedules.
        plain(
            "overlap",
            one.max_overlap.to_string(),
            other.max_overlap.to_string(),
            true,
        ),
        plain("search", completeness(one), completeness(other), false),
    ];
    let different = |it: &Difference| it.solution != it.mutant;
    differences.into_iter().filter(different).collect()
}

/// Whether the first came out shorter or longer than the second ever did.
fn exceeds(one: Option<Span>, other: Option<Span>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.min < other.min || one.max > other.max,
        (one, other) => one.is_some() && other.is_none(),
    }
}

/// Whether they have no time in common, which no choice of schedules explains.
fn apart(one: Option<Span>, other: Option<Span>) -> bool {
    one.zip(other)
        .is_some_and(|(one, other)| one.max < other.min || other.max < one.min)
}

/// What every output is known by.
fn outputs(done: &Done) -> BTreeSet<String> {
    let outputs = done.exploration.outputs.iter().zip(&done.printed);
    outputs
        .map(|(output, printed)| match output.exit {
            0 => format!("{printed:?}"),
            exit => format!("{printed:?} and exit status {exit}"),
        })
        .collect()
}

/// What every finding is known by: its place may well be another one.
fn findings(found: &Exploration) -> BTreeSet<String> {
    let known = found.findings.iter();
    known
        .map(|finding| {
            let mut known = format!("{} ({})", word(&finding.kind), word(&finding.cause));
            if !finding.message.is_empty() {
                known = format!("{known}: {:?}", finding.message);
            }
            known
        })
        .collect()
}

/// The word by which reports know a kind or a cause.
fn word(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().replace('_', " ")
}

/// What one side has and the other has not.
fn only(here: &BTreeSet<String>, there: &BTreeSet<String>) -> String {
    let own: Vec<&str> = here.difference(there).map(String::as_str).collect();
    match own.as_slice() {
        [] => "nothing else".to_owned(),
        [one] => shortened(one),
        [one, rest @ ..] => format!("{} and {} more", shortened(one), rest.len()),
    }
}

/// The most characters of an output that are shown.
const LONGEST: usize = 60;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn makespan(span: Option<Span>) -> String {
    let time = |ns| humantime::format_duration(Duration::from_nanos(ns)).to_string();
    match span {
        None => "none".to_owned(),
        Some(Span { min, max }) if min == max => time(min),
        Some(Span { min, max }) => format!("{} to {}", time(min), time(max)),
    }
}

fn completeness(found: &Exploration) -> String {
    match (found.complete, found.preemption_bound) {
        (true, _) => "complete".to_owned(),
        (false, Some(bound)) => format!("complete up to {bound} preemptions"),
        (false, None) => "not complete".to_owned(),
    }
}

fn extent(search: Option<&Search>) -> String {
    match search {
        None => "not made".to_owned(),
        Some(Search::Done(done)) => completeness(&done.exploration),
        Some(Search::NotExplored { reason, .. }) => format!("impossible: {reason}"),
        Some(Search::CutShort(cut)) => format!("cut short: {}", cut.why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{Cause, Finding, Kind, Output};

    fn base() -> Exploration {
        let output = |stdout: &str, exit| Output {
            stdout: stdout.to_owned(),
            exit,
            ..Output::default()
        };
        Exploration {
            complete: true,
            schedules: 20,
            outputs: vec![output("a\n", 0), output("b\n", 0)],
            makespan_ns: Some(Span {
                min: 300_000_000,
                max: 900_000_000,
            }),
            max_overlap: 3,
            ..Exploration::default()
        }
    }

    fn on_both(exact: Exploration, elastic: Exploration) -> Explored {
        let done = |exploration: Exploration| {
            Some(Search::Done(Box::new(Done {
                printed: exploration
                    .outputs
                    .iter()
                    .map(|output| output.stdout.clone())
                    .collect(),
                exploration,
                ..Done::default()
            })))
        };
        Explored {
            exact: done(exact),
            elastic: done(elastic),
            late: None,
        }
    }

    /// What a change of the exploration on the exact clock is told as.
    fn told(change: impl FnOnce(&mut Exploration)) -> Vec<(&'static str, String, String)> {
        let mut other = base();
        change(&mut other);
        let differences = compare(&on_both(base(), base()), &on_both(other, base()));
        differences
            .into_iter()
            .map(|it| {
                assert_eq!(it.clock, Clock::Exact);
                assert!(it.certain || it.aspect == "search");
                (it.aspect, it.solution, it.mutant)
            })
            .collect()
    }

    #[test]
    fn how_often_and_in_which_order_things_were_seen_is_no_difference() {
        let same = told(|it| {
            it.outputs.reverse();
            it.outputs[0].schedules = 7;
            it.outputs[0].token = "1:2.0".to_owned();
            it.schedules = 300;
            it.redundant = 4;
            it.seconds = 2.0;
        });
        assert_eq!(same, []);
    }

    #[test]
    fn every_aspect_of_behaviour_counts() {
        let one =
            |aspect, solution: &str, mutant: &str| vec![(aspect, solution.to_owned(), mutant.to_owned())];
        assert_eq!(
            told(|it| it.outputs[1].stdout = "c\n".to_owned()),
            one("outputs", "\"b\\n\"", "\"c\\n\"")
        );
        assert_eq!(
            told(|it| it.outputs.truncate(1)),
            one("outputs", "\"b\\n\"", "nothing else")
        );
        assert_eq!(
            told(|it| it.outputs[1].exit = 3),
            one("outputs", "\"b\\n\"", "\"b\\n\" and exit status 3")
        );
        assert_eq!(
            told(|it| it.findings.push(Finding {
                kind: Kind::Deadlock,
                cause: Cause::LostWakeup,
                ..Finding::default()
            })),
            one("findings", "nothing else", "deadlock (lost wakeup)")
        );
        let longer = Span {
            min: 900_000_000,
            max: 900_000_000,
        };
        assert_eq!(
            told(|it| it.makespan_ns = Some(longer)),
            one("makespan", "300ms to 900ms", "900ms")
        );
        assert_eq!(told(|it| it.max_overlap = 1), one("overlap", "3", "1"));
        assert_eq!(
            told(|it| it.complete = false),
            one("search", "complete", "not complete")
        );
    }

    #[test]
    fn what_was_not_seen_while_schedules_were_left_out_may_still_happen() {
        let part = |outputs: usize| {
            let mut part = base();
            part.outputs.truncate(outputs);
            part.complete = false;
            part
        };
        let certain = |solution: Exploration, mutant: Exploration| {
            let differences = compare(&on_both(solution, base()), &on_both(mutant, base()));
            differences
                .iter()
                .map(|it| (it.aspect, it.certain))
                .collect::<Vec<_>>()
        };
        assert_eq!(certain(part(2), part(1)), [("outputs", false)]);
        assert_eq!(certain(base(), part(1)), [("outputs", false), ("search", false)]);
        let mut fewer = base();
        fewer.outputs.truncate(1);
        assert_eq!(certain(part(2), fewer), [("outputs", true), ("search", false)]);
        let lasting = |min, max| Exploration {
            makespan_ns: Some(Span { min, max }),
            ..part(2)
        };
        assert_eq!(certain(lasting(1, 3), lasting(2, 4)), [("makespan", false)]);
        assert_eq!(certain(lasting(1, 3), lasting(4, 4)), [("makespan", true)]);
    }

    #[test]
    fn the_elastic_clock_counts_too() {
        let mut other = base();
        other.outputs.truncate(1);
        let differences = compare(&on_both(base(), base()), &on_both(base(), other));
        assert_eq!(differences.len(), 1);
        assert_eq!(differences[0].clock, Clock::Elastic);
    }

    #[test]
    fn what_was_not_explored_is_not_the_same() {
        let unknown = Explored {
            exact: Some(Search::NotExplored {
                reason: "it starts a process".to_owned(),
                at: None,
            }),
            elastic: None,
            late: None,
        };
        let differences = compare(&unknown, &unknown);
        assert_eq!(differences.len(), 2);
        assert_eq!(differences[0].mutant, "impossible: it starts a process");
    }
}
