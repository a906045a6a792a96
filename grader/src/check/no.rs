//! `no: […]`: the checks that have no settings but only forbid something.

use super::deadlock::Deadlock;
use super::panic::AnyPanic;
use super::unjoined::Unjoined;
use super::{Check, Kind, Problem, Step};
use crate::course::read_all;
use crate::finding::Finding;
use crate::nearest::{instead, listed};
use crate::observe::Seen;
use crate::verdict::Verdict;

/// How bans are written in the course file.
pub const KIND: Kind = Kind {
    key: "no",
    read: |value, _| {
        let names: Vec<String> = read_all(value)?;
        if names.is_empty() {
            let remedy = format!("Name at least one of {}.", listed(&known()));
            return Err(vec![Problem::at(
                &[],
                "an empty list of things to forbid",
                remedy,
            )]);
        }
        let unknown: Vec<Problem> = (0..)
            .zip(&names)
            .filter(|(_, name)| find(name).is_none())
            .map(unknown)
            .collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        Ok(Box::new(No {
            bans: names
                .iter()
                .filter_map(|name| find(name))
                .map(|ban| (ban.check)())
                .collect(),
        }))
    },
    schema: |_| {
        let names = known();
        schemars::json_schema!({
            "type": "array", "minItems": 1, "uniqueItems": true, "items": { "enum": names },
            "description": "Things that must not happen.",
        })
    },
};

/// Something that a course can forbid by name.
pub struct Ban {
    /// Its word in the course file.
    pub name: &'static str,
    /// Its check.
    pub check: fn() -> Box<dyn Check>,
}

/// Every ban, in the order of the documentation.
pub const BANS: &[Ban] = &[
    Ban {
        name: "deadlock",
        check: || Box::new(Deadlock),
    },
    Ban {
        name: "panic",
        check: || Box::new(AnyPanic),
    },
    Ban {
        name: "unjoined-threads",
        check: || Box::new(Unjoined),
    },
];

/// None of these things happens.
#[derive(Debug)]
struct No {
    bans: Vec<Box<dyn Check>>,
}

impl Check for No {
    fn key(&self) -> &'static str {
        KIND.key
    }

    fn asks(&self) -> String {
        self.bans
            .iter()
            .map(|ban| ban.asks())
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn verdicts(&self) -> Vec<Verdict> {
        self.bans.iter().flat_map(|ban| ban.verdicts()).collect()
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        self.bans.iter().flat_map(|ban| ban.judge(seen)).collect()
    }
}

fn find(name: &str) -> Option<&'static Ban> {
    BANS.iter().find(|ban| ban.name == name)
}

fn known() -> Vec<&'static str> {
    BANS.iter().map(|ban| ban.name).collect()
}

fn unknown((at, name): (usize, &String)) -> Problem {
    Problem {
        path: vec![Step::Item(at)],
        message: format!("nothing called `{name}` can be forbidden"),
        remedy: instead(name, "The things that can be forbidden", &known()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_ban_is_told_with_its_place_and_the_nearest_name() {
        let none = |_: &str| Err(String::new());
        let problems = (KIND.read)(&serde_json::json!(["panic", "deadlok"]), &none).unwrap_err();
        assert_eq!(problems[0].path, [Step::Item(1)]);
        assert_eq!(problems[0].remedy, "Did you mean `deadlock`?");
        assert!((KIND.read)(&serde_json::json!([]), &none).is_err());
        assert!((KIND.read)(&serde_json::json!(["deadlock", "unjoined-threads"]), &none).is_ok());
    }
}
