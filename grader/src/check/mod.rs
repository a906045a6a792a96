//! Judges: one file per kind of check, one registry line each, all of them pure over what was seen.
//!
//! To add a check: write `check/<name>.rs` with a [`Kind`], add its line to [`KINDS`] (or to [`no::BANS`] if it
//! only forbids), a table of cases to its tests, and a wrong submission that needs it.

mod blame;
pub mod compile;
pub mod crash;
pub mod deadlock;
pub mod elastic;
pub mod exit;
pub mod limits;
pub mod livelock;
mod names;
pub mod no;
pub mod output;
pub mod overlap;
pub mod panic;
pub mod schedules;
mod shown;
pub mod source;
pub mod time;
pub mod unjoined;

use crate::finding::Finding;
use crate::observe::Seen;
use crate::verdict::Verdict;
use schemars::{Schema, SchemaGenerator};
use std::fmt::Debug;

/// A check as one exercise asks for it: its settings, ready to judge.
pub trait Check: Debug + Send + Sync {
    /// Its kind: the key in the course file, or a word of its own for what is asked of every program.
    fn key(&self) -> &'static str;

    /// What it asks for, as a predicate of the program: "prints exactly `97`".
    fn asks(&self) -> String;

    /// The verdicts that it can come to, where the program is explored as far as they ask for.
    fn verdicts(&self) -> Vec<Verdict>;

    /// Says which searches it needs in order to judge. Most checks judge what there is.
    fn searches(&self, _: &mut Searches) {}

    /// Judges what was seen. No finding: what it asks for holds.
    fn judge(&self, seen: &Seen) -> Vec<Finding>;
}

/// The searches that a program's checks ask for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Searches {
    /// On the exact clock, so far.
    pub exact: Option<schedules::Extent>,
    /// On the elastic clock too.
    pub elastic: bool,
}

impl Searches {
    /// What these checks ask for together.
    pub fn of<'a>(checks: impl IntoIterator<Item = &'a dyn Check>) -> Self {
        let mut searches = Searches::default();
        for check in checks {
            check.searches(&mut searches);
        }
        searches
    }
}

/// A kind of check: how it is written in the course file.
pub struct Kind {
    /// Its key in the list `checks:`.
    pub key: &'static str,
    /// Reads the value after the key. `Err`: one problem for each thing wrong with it.
    pub read: fn(&serde_json::Value, &Files<'_>) -> Reading,
    /// The JSON Schema of that value.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

/// A check, or everything that is wrong with its settings.
pub type Reading = Result<Box<dyn Check>, Vec<Problem>>;

/// Gives the text of a file that the course file names by its path from the course's root, or the reason why not.
pub type Files<'a> = dyn Fn(&str) -> Result<String, String> + 'a;

/// Something wrong inside a check's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The way from the check's value to the place: keys and indices.
    pub path: Vec<Step>,
    /// What is wrong: lower case, no final period.
    pub message: String,
    /// What to do: a whole sentence.
    pub remedy: String,
}

/// One step of a path into the course file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// The value under this key.
    Key(String),
    /// The item at this place of a list, from 0.
    Item(usize),
    /// This key itself rather than the value under it: only ever the last step, as for a key that nobody knows.
    Name(String),
}

impl Problem {
    /// A problem with the value under `keys`.
    pub fn at(keys: &[&str], message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Problem {
            path: keys.iter().map(|key| Step::Key((*key).to_owned())).collect(),
            message: message.into(),
            remedy: remedy.into(),
        }
    }
}

/// Every kind of check that a course file can ask for, in the order of the documentation.
pub const KINDS: &[Kind] = &[
    output::KIND,
    schedules::KIND,
    no::KIND,
    time::KIND,
    overlap::KIND,
    elastic::KIND,
    exit::KIND,
    source::KIND,
];

/// What is asked of every program, unless its course entry asks for another thing of the same kind.
#[must_use]
pub fn always() -> Vec<Box<dyn Check>> {
    vec![
        Box::new(compile::Compiles),
        Box::new(limits::StaysWithin),
        Box::new(deadlock::Deadlock),
        Box::new(livelock::Livelock),
        Box::new(crash::Crash),
        Box::new(panic::MainPanics),
        Box::new(exit::Exit { status: 0 }),
    ]
}

/// Judges what was seen of a program by its own checks and by those for every program.
#[must_use]
pub fn judge<'a>(own: impl Iterator<Item = &'a dyn Check>, seen: &Seen) -> Vec<Finding> {
    let own: Vec<&dyn Check> = own.collect();
    let mut always = always();
    always.retain(|check| !own.iter().any(|other| other.key() == check.key()));
    let mut findings: Vec<Finding> = always
        .iter()
        .map(AsRef::as_ref)
        .chain(own)
        .flat_map(|check| check.judge(seen))
        .collect();
    // Beside something that is wrong, it does not matter what else is not known.
    if findings
        .iter()
        .any(|finding| finding.verdict < Verdict::Inconclusive)
    {
        findings.retain(|finding| finding.verdict != Verdict::Inconclusive);
    }
    findings
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod tests_support;
