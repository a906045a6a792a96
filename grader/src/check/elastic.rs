//! `elastic: true`: the program must stay right when sleeps last longer than they say.

use super::{Check, Kind, Problem, Searches};
use crate::finding::Finding;
use crate::observe::Seen;
use crate::observe::explored::Search;
use crate::verdict::Verdict;
use wire::Clock;

/// How it is written in the course file.
pub const KIND: Kind = Kind {
    key: "elastic",
    read: |value, _| match value {
        serde_json::Value::Bool(true) => Ok(Box::new(Elastic)),
        _ => Err(vec![Problem::at(
            &[],
            "not `true`",
            "Write `elastic: true`, or leave the check out.",
        )]),
    },
    schema: |_| {
        schemars::json_schema!({
            "const": true,
            "description": "The program is explored once more on a clock on which any sleep may last longer, and must stay right.",
        })
    },
};

/// The program does not rely on how long a sleep lasts. What else is asked of it is judged by the other checks, on the
/// elastic clock as on the exact one; this one asks for that search.
#[derive(Debug)]
struct Elastic;

impl Check for Elastic {
    fn key(&self) -> &'static str {
        KIND.key
    }

    fn asks(&self) -> String {
        "stays right when sleeps last longer".to_owned()
    }

    fn searches(&self, searches: &mut Searches) {
        searches.elastic = true;
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::SleepSync, Verdict::Inconclusive]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        if seen.run.is_none() {
            return Vec::new();
        }
        let why = match seen.explored.on(Clock::Elastic) {
            Some(Search::CutShort(cut)) => cut.why.clone(),
            Some(Search::Done(done)) if done.exploration.outputs_cut => {
                "it prints too many different things".to_owned()
            }
            Some(Search::Done(done)) if done.exploration.unfinished > 0 => {
                format!("{} schedules did not come to an end", done.exploration.unfinished)
            }
            // Why a program cannot be explored at all is said once, by `schedules`.
            Some(Search::Done(_) | Search::NotExplored { .. }) => return Vec::new(),
            None => "it was not tried".to_owned(),
        };
        vec![Finding::new(
            Verdict::Inconclusive,
            format!("whether it stays right when sleeps last longer is not known: {why}"),
        )]
    }
}
