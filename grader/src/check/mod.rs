//! Judges: one file per kind of check, one registry line each, all of them pure over what was seen.
//!
//! To add a check: write `check/<name>.rs` with a [`Kind`], add its line to [`KINDS`], a table of cases to its
//! tests, and a wrong submission that needs it.

use crate::finding::Finding;
use crate::observe::Seen;
use schemars::{Schema, SchemaGenerator};
use std::fmt::Debug;

/// A check as one exercise asks for it: its settings, ready to judge.
pub trait Check: Debug + Send + Sync {
    /// Its kind: the key in the course file, or a word of its own for what is asked of every program.
    fn key(&self) -> &'static str;

    /// What it asks for, as a predicate of the program: "prints exactly `97`".
    fn asks(&self) -> String;

    /// Judges what was seen. No finding: what it asks for holds.
    fn judge(&self, seen: &Seen) -> Vec<Finding>;
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

/// Every kind of check, in the order of the documentation.
pub const KINDS: &[Kind] = &[];
