//! `overlap: …`: how many tasks are at work at once, in every schedule.

use super::{Check, Kind, Problem, blame, shown};
use crate::course::read_all;
use crate::finding::Finding;
use crate::observe::Seen;
use crate::observe::explored::{Ask, Done, Like};
use crate::story::Fault;
use crate::verdict::Verdict;
use schemars::JsonSchema;
use serde::Deserialize;
use wire::{Clock, Extreme};

/// How it is written in the course file.
pub const KIND: Kind = Kind {
    key: "overlap",
    read: |value, _| {
        let written: Written = read_all(value)?;
        match (written.at_least, written.at_most) {
            (None, None) => Err(vec![Problem::at(
                &[],
                "an overlap check without a bound",
                "Give `at_least`, `at_most` or both, as in `overlap: {at_least: 3}`.",
            )]),
            (Some(least), Some(most)) if least > most => Err(vec![Problem::at(
                &["at_least"],
                "`at_least` is more than `at_most`",
                "Swap the two, or drop one.",
            )]),
            (at_least, at_most) => Ok(Box::new(Overlap { at_least, at_most })),
        }
    },
    schema: |generator| generator.subschema_for::<Written>(),
};

/// How many tasks must and may be at work at one moment. A task is at work while it sleeps in `thread::sleep`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Overlap")]
struct Written {
    /// In every schedule so many are at work at some moment.
    at_least: Option<u32>,
    /// In no schedule are there ever more at work.
    at_most: Option<u32>,
}

/// So many tasks are at work at once.
#[derive(Debug)]
struct Overlap {
    at_least: Option<u32>,
    at_most: Option<u32>,
}

impl Check for Overlap {
    fn key(&self) -> &'static str {
        KIND.key
    }

    fn asks(&self) -> String {
        let bound = |word: &str, bound: Option<u32>| bound.map(|bound| format!("{word} {bound}"));
        let bounds: Vec<_> = [bound("at least", self.at_least), bound("at most", self.at_most)]
            .into_iter()
            .flatten()
            .collect();
        format!("has {} at work at once", bounds.join(" and "))
    }

    fn verdicts(&self) -> Vec<Verdict> {
        let few = self.at_least.map(|_| Verdict::Serial);
        let many = self.at_most.map(|_| [Verdict::Wrong, Verdict::Race]);
        few.into_iter().chain(many.into_iter().flatten()).collect()
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let Some(done) = seen.explored.done(Clock::Exact) else {
            return Vec::new();
        };
        let Some(ends) = &done.exploration.extremes else {
            return Vec::new();
        };
        let (least, most) = (&ends.least_overlap, &ends.most_overlap);
        let few = self.at_least.filter(|bound| least.value < u64::from(*bound));
        let many = self.at_most.filter(|bound| most.value > u64::from(*bound));
        let few = few.map(|bound| {
            let message = format!(
                "no more than {} at work at once; {bound} could be",
                tasks(least.value)
            );
            shown(
                seen,
                done,
                least,
                Finding::new(Verdict::Serial, message),
                (blame::waits, Fault::Late),
            )
        });
        let many = many.map(|bound| {
            let message = format!(
                "{} at work at once; no more than {bound} may be",
                tasks(most.value)
            );
            let verdict = if least.value <= u64::from(bound) {
                Verdict::Race
            } else {
                Verdict::Wrong
            };
            shown(
                seen,
                done,
                most,
                Finding::new(verdict, message),
                (blame::crowd, Fault::Crowded),
            )
        });
        many.into_iter().chain(few).collect()
    }
}

fn tasks(count: u64) -> String {
    match count {
        0 => "no task is".to_owned(),
        1 => "1 task is".to_owned(),
        count => format!("{count} tasks are"),
    }
}

/// Adds the schedule at one end of the range.
fn shown(seen: &Seen, done: &Done, end: &Extreme, finding: Finding, how: (shown::Blame, Fault)) -> Finding {
    let ask = Ask {
        token: end.token.clone(),
        like: Like::Overlap,
    };
    shown::show(finding, seen, Clock::Exact, done, ask, 1, how).0
}
