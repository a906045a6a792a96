//! A small registry of checks, so that these tests are about the course file and not about the checks of the day.

#![expect(dead_code, reason = "what is read here is looked at as a debug text")]

use crate::check::schedules::Extent;
use crate::check::{Check, Files, Kind, Problem, Reading, Searches};
use crate::course::read_all;
use crate::course::units::Time;
use crate::finding::Finding;
use crate::observe::Seen;
use crate::verdict::Verdict;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;

/// The text, or the lines in any order.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Output {
    Exact(String),
    Sorted(Sorted),
}

/// Lines in any order.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Sorted {
    /// The lines.
    sorted: Vec<String>,
}

/// Bounds on how long it takes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Bounds {
    /// No longer than this.
    at_most: Time,
    /// No shorter than this.
    at_least: Option<Time>,
}

/// Something that must not happen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Evil {
    Deadlock,
    Unjoined,
}

/// Which schedules are tried.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Schedules {
    /// All of them.
    Every,
    /// Those with so few preemptions.
    Preemptions(u32),
    /// So many at random.
    Random(u32),
}

/// Any settings, as a check that finds nothing.
#[derive(Debug)]
struct Quiet<T>(T);

impl<T: Debug + Send + Sync> Check for Quiet<T> {
    fn key(&self) -> &'static str {
        "quiet"
    }

    fn asks(&self) -> String {
        format!("{:?}", self.0)
    }

    fn verdicts(&self) -> Vec<Verdict> {
        Verdict::ALL.to_vec()
    }

    fn searches(&self, searches: &mut Searches) {
        *searches = Searches {
            exact: Some(Extent::Every),
            elastic: true,
        };
    }

    fn judge(&self, _: &Seen) -> Vec<Finding> {
        Vec::new()
    }
}

fn quiet<T>(value: &Value, _: &Files<'_>) -> Reading
where
    T: DeserializeOwned + Debug + Send + Sync + 'static,
{
    Ok(Box::new(Quiet(read_all::<T>(value)?)))
}

/// A check that names a file.
fn snapshot(value: &Value, files: &Files<'_>) -> Reading {
    let name: String = read_all(value)?;
    let unreadable = |why| {
        vec![Problem {
            path: Vec::new(),
            message: format!("cannot read {name}: {why}"),
            remedy: "Name a file.".to_owned(),
        }]
    };
    Ok(Box::new(Quiet(files(&name).map_err(unreadable)?)))
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        key: "output",
        read: quiet::<Output>,
        schema: |schemas| schemas.subschema_for::<Output>(),
    },
    Kind {
        key: "time",
        read: quiet::<Bounds>,
        schema: |schemas| schemas.subschema_for::<Bounds>(),
    },
    Kind {
        key: "no",
        read: quiet::<Vec<Evil>>,
        schema: |schemas| schemas.subschema_for::<Vec<Evil>>(),
    },
    Kind {
        key: "schedules",
        read: quiet::<Schedules>,
        schema: |schemas| schemas.subschema_for::<Schedules>(),
    },
    Kind {
        key: "snapshot",
        read: snapshot,
        schema: |schemas| schemas.subschema_for::<String>(),
    },
];
