//! Mutants that may slip through, each with the reason that somebody gave for it: `tests/mutants.yaml`.
//!
//! An entry names the operator and the text of the line, not its number, so that it survives changes elsewhere in the
//! solution. An entry that accepts nothing any more is an error: lists of exceptions only ever grow otherwise.

use super::OPERATORS;
use super::result::{Fate, Trial, Tried};
use crate::audit::Problem;
use crate::course::Course;
use crate::fault::{Fault, Kind, Result};
use crate::nearest::nearest;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

/// Where the list is, below the course's root.
pub const FILE: &str = "tests/mutants.yaml";

/// A mutant that may slip through.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The operator's name.
    pub operator: String,
    /// The text of the solution's line, without the blanks around it.
    pub at: String,
    /// What is changed there, as the report says it; none: whatever the operator changes there.
    pub what: Option<String>,
    /// Why the checks need not catch it.
    pub reason: String,
}

/// The whole list: exercise → entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted(BTreeMap<String, Vec<Entry>>);

impl Accepted {
    /// Reads the list of a course; where there is no such file, nothing is accepted.
    ///
    /// # Errors
    /// The file cannot be read, is no such list, or names what does not exist.
    pub fn load(course: &Course) -> Result<Self> {
        let path = course.root.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Accepted::default()),
            Err(error) => return Err(Fault::io("cannot read", Path::new(FILE), &error)),
        };
        let names: Vec<&str> = course
            .exercises()
            .map(|exercise| exercise.name.as_str())
            .collect();
        Accepted::read(&text, &names)
    }

    /// Reads a list for a course with these exercises.
    ///
    /// # Errors
    /// As [`Accepted::load`].
    pub fn read(text: &str, exercises: &[&str]) -> Result<Self> {
        let wrong = |message: String| Fault::new(Kind::Course, format!("{FILE}: {message}"));
        let read: Option<BTreeMap<String, Vec<Entry>>> =
            serde_yaml::from_str(text).map_err(|error| wrong(error.to_string()).hint(EXAMPLE))?;
        let list = read.unwrap_or_default();
        for (exercise, entries) in &list {
            if !exercises.contains(&exercise.as_str()) {
                let fault = wrong(format!("no exercise is called `{exercise}`"));
                return Err(mean(fault, nearest(exercise, exercises.iter().copied())));
            }
            for entry in entries {
                let operators = || OPERATORS.iter().map(|operator| operator.name());
                if !operators().any(|name| name == entry.operator) {
                    let fault = wrong(format!("{exercise}: no operator is called `{}`", entry.operator));
                    return Err(mean(fault, nearest(&entry.operator, operators())));
                }
                if entry.reason.trim().is_empty() {
                    let fault = wrong(format!("{exercise}: {} has no reason", entry.operator));
                    return Err(fault.hint("Say why the checks need not catch it."));
                }
            }
        }
        Ok(Accepted(list))
    }

    /// Marks what is accepted in these trials. What comes back is wrong with the list: entries that accept nothing.
    #[must_use]
    pub fn apply(&self, trials: &mut [Trial]) -> Vec<Problem> {
        let mut stale = Vec::new();
        for trial in trials {
            let (Some(entries), Ok(mutants)) = (self.0.get(&trial.exercise), &mut trial.mutants) else {
                continue;
            };
            for entry in entries {
                let mut used = false;
                for tried in mutants.iter_mut().filter(|tried| entry.means(tried)) {
                    if let Fate::Slips(differences) = &tried.fate {
                        tried.fate = Fate::Accepted(entry.reason.clone(), differences.clone());
                    }
                    used |= matches!(tried.fate, Fate::Accepted(..));
                }
                if !used {
                    stale.push(entry.stale(&trial.exercise, mutants));
                }
            }
        }
        stale
    }
}

impl Entry {
    fn means(&self, tried: &Tried) -> bool {
        let mutant = &tried.mutant;
        mutant.operator == self.operator
            && mutant.at == self.at.trim()
            && self.what.as_ref().is_none_or(|what| *what == mutant.what)
    }

    fn stale(&self, exercise: &str, mutants: &[Tried]) -> Problem {
        let why = match mutants
            .iter()
            .find(|tried| self.means(tried))
            .map(|tried| &tried.fate)
        {
            None => "there is no such mutant".to_owned(),
            Some(Fate::Caught(verdict)) => format!("it is caught: {verdict}"),
            Some(Fate::Equivalent) => "the explorer cannot tell it from the solution".to_owned(),
            Some(Fate::DoesNotCompile) => "it does not compile".to_owned(),
            Some(_) => "it came to no answer".to_owned(),
        };
        let message = format!(
            "{exercise} accepts {} at `{}`, but {why}",
            self.operator,
            self.at.trim()
        );
        Problem::new(FILE, message, "Remove the entry, or mend it.")
    }
}

const EXAMPLE: &str = "Write `race-counter: [{operator: lock-sooner, at: \"START.wait();\", reason: …}]`.";

fn mean(fault: Fault, near: Option<&str>) -> Fault {
    match near {
        Some(near) => fault.hint(format!("Did you mean `{near}`?")),
        None => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::super::result::tests::trial;
    use super::*;
    use crate::verdict::Verdict;

    fn read(text: &str) -> Result<Accepted> {
        Accepted::read(text, &["race-counter"])
    }

    const LIST: &str =
        "race-counter:\n- {operator: join-removed, at: t1.join();, reason: \"main waits anyway\"}\n";

    #[test]
    fn a_mutant_with_a_reason_no_longer_slips_through() {
        let mut trials = [trial(vec![Fate::Slips(Vec::new()), Fate::Slips(Vec::new())])];
        assert_eq!(read(LIST).unwrap().apply(&mut trials), []);
        let fates: Vec<&Fate> = trials[0]
            .mutants
            .as_ref()
            .unwrap()
            .iter()
            .map(|tried| &tried.fate)
            .collect();
        let accepted = Fate::Accepted("main waits anyway".to_owned(), Vec::new());
        assert_eq!(fates, [&accepted, &Fate::Slips(Vec::new())]);
    }

    #[test]
    fn an_entry_that_accepts_nothing_is_an_error() {
        let stale = |fates: Vec<Fate>| read(LIST).unwrap().apply(&mut [trial(fates)]).remove(0).message;
        let start = "race-counter accepts join-removed at `t1.join();`, but";
        assert_eq!(
            stale(vec![Fate::Caught(Verdict::Race)]),
            format!("{start} it is caught: RACE")
        );
        assert_eq!(stale(vec![]), format!("{start} there is no such mutant"));
        assert_eq!(
            stale(vec![Fate::Equivalent]),
            format!("{start} the explorer cannot tell it from the solution")
        );
    }

    #[test]
    fn entries_of_exercises_that_were_not_tried_are_left_alone() {
        assert_eq!(read(LIST).unwrap().apply(&mut []), []);
    }

    #[test]
    fn what_differs_can_be_told_apart_on_one_line() {
        let other = LIST.replace("reason", "what: something else, reason");
        let mut trials = [trial(vec![Fate::Slips(Vec::new())])];
        assert_eq!(read(&other).unwrap().apply(&mut trials).len(), 1);
    }

    #[test]
    fn mistakes_in_the_list_are_told() {
        for (text, message) in [
            (
                "race-counter:\n- {operator: join-removed, at: x, reason: ' '}",
                "race-counter: join-removed has no reason",
            ),
            ("race-countr: []", "no exercise is called `race-countr`"),
            (
                "race-counter:\n- {operator: join-remove, at: x, reason: y}",
                "race-counter: no operator is called `join-remove`",
            ),
        ] {
            let fault = read(text).unwrap_err();
            assert_eq!(fault.message, format!("{FILE}: {message}"));
            assert_eq!(fault.exit_code(), 2);
            assert_eq!(fault.hints.len(), 1);
        }
        assert!(
            read("race-counter:\n- {operator: x}")
                .unwrap_err()
                .message
                .contains("missing field")
        );
        assert_eq!(read("").unwrap(), Accepted::default());
    }
}
