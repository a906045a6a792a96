//! `schedules: …`: how far the explorer must have come for a pass.

use super::{Check, Kind, Problem, Searches};
use crate::finding::Finding;
use crate::nearest::nearest;
use crate::observe::explored::{Done, Search};
use crate::observe::{self, Observation, Seen};
use crate::verdict::Verdict;
use sandbox::Ending;
use schemars::JsonSchema;
use serde::Deserialize;
use wire::Clock;

/// How it is written in the course file.
pub const KIND: Kind = Kind {
    key: "schedules",
    read: |value, _| match value {
        serde_json::Value::String(word) if word == "every" => Ok(Box::new(Schedules(Extent::Every))),
        serde_json::Value::Object(_) => {
            let written: Written = crate::course::read_all(value)?;
            match (written.preemptions, written.random) {
                (Some(bound), None) => Ok(Box::new(Schedules(Extent::Preemptions(bound)))),
                (None, Some(0)) => Err(vec![Problem::at(
                    &["random"],
                    "no schedule at all",
                    "Ask for some, as in `{random: 5000}`.",
                )]),
                (None, Some(count)) => Ok(Box::new(Schedules(Extent::Schedules(count)))),
                _ => Err(vec![Problem::at(&[], "either `preemptions` or `random`", REMEDY)]),
            }
        }
        serde_json::Value::String(word) => {
            let remedy = match nearest(word, ["every"]) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => REMEDY.to_owned(),
            };
            let message = format!(
                "'{}' does not say which schedules are run",
                observe::text(word.as_bytes())
            );
            Err(vec![Problem::at(&[], message, remedy)])
        }
        _ => Err(vec![Problem::at(
            &[],
            "this does not say which schedules are run",
            REMEDY,
        )]),
    },
    schema: |generator| {
        let object = generator.subschema_for::<Written>();
        schemars::json_schema!({
            "description": "The program is run through its schedules: every one that matters, all with a few preemptions, \
                            or random ones.",
            "oneOf": [{ "const": "every" }, object],
        })
    },
};

const REMEDY: &str = "Write `every`, `{preemptions: 2}` or `{random: 5000}`.";

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "`every`, `{preemptions: 2}` or `{random: 5000}`"
)]
#[schemars(rename = "Schedules")]
struct Written {
    /// All schedules in which threads are interrupted at most so often although they could go on.
    preemptions: Option<u32>,
    /// So many schedules, most of them random.
    random: Option<u32>,
}

/// How far a search has to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// To its end.
    Every,
    /// Through all schedules with up to so many preemptions.
    Preemptions(u32),
    /// Through so many schedules.
    Schedules(u32),
}

/// The program is right in every schedule that has to be tried.
#[derive(Debug)]
struct Schedules(Extent);

impl Check for Schedules {
    fn key(&self) -> &'static str {
        KIND.key
    }

    fn asks(&self) -> String {
        match self.0 {
            Extent::Every => "is right in every schedule".to_owned(),
            Extent::Preemptions(bound) => {
                format!("is right in every schedule with up to {bound} preemptions")
            }
            Extent::Schedules(count) => format!("is right in {count} schedules"),
        }
    }

    fn searches(&self, searches: &mut Searches) {
        searches.exact = Some(self.0);
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::Inconclusive]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let Some(run) = &seen.run else { return Vec::new() };
        match seen.explored.on(Clock::Exact) {
            None => vec![unknown("its schedules were not explored")],
            Some(Search::NotExplored { reason, at }) => vec![unknown(reason).at(at.clone())],
            Some(Search::CutShort(cut)) => vec![unknown(&format!(
                "the search for a failing schedule did not come to its end: {}",
                cut.why
            ))],
            Some(Search::Done(done)) => self
                .short_of(done)
                .or_else(|| contradiction(seen, done, run))
                .map(|why| unknown(&why))
                .into_iter()
                .collect(),
        }
    }
}

impl Schedules {
    /// What keeps the search from being an answer.
    fn short_of(&self, done: &Done) -> Option<String> {
        let found = &done.exploration;
        let tried = format!("{} schedules were tried", found.schedules);
        if found.outputs_cut {
            return Some(format!("{tried}, with more different outputs than can be judged"));
        }
        if found.unfinished > 0 {
            return Some(format!(
                "{} schedules did not come to an end within the most operations that are followed",
                found.unfinished
            ));
        }
        let (enough, wanted) = match self.0 {
            _ if found.complete => return None,
            Extent::Every => (false, "all of them".to_owned()),
            Extent::Preemptions(bound) => (
                found.preemption_bound.is_some_and(|reached| reached >= bound),
                format!("all with up to {bound} preemptions"),
            ),
            Extent::Schedules(count) => (found.schedules >= u64::from(count), format!("{count} of them")),
        };
        (!enough).then(|| format!("nothing wrong was seen, but {tried} and not {wanted}"))
    }
}

/// The native run shows something that the explorer says cannot happen.
fn contradiction(seen: &Seen, done: &Done, run: &Observation) -> Option<String> {
    let Ending::Exited(status) = run.ending else {
        return None;
    };
    let found = &done.exploration;
    let known = |(output, printed): (&wire::Output, &String)| output.exit == status && *printed == run.stdout;
    let expected = found.outputs.iter().zip(&done.printed).any(known)
        || seen.explored.lateness_explains(&run.stdout) == Some(true);
    (found.complete && !expected && found.findings.is_empty())
        .then(|| "the native run printed something that no explored schedule prints".to_owned())
}

fn unknown(why: &str) -> Finding {
    Finding::new(Verdict::Inconclusive, why)
}
