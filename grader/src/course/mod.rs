//! YAML → a validated [`Course`]; every error at once, each with its file, line and column and a remedy.
//!
//! `load` reads the file, `written` holds its types as an author writes them, `validate` turns those into the
//! types below, which the rest of the grader can rely on without looking twice. `locate` knows the place of
//! everything and `problem` shows what is wrong there.

mod bounds;
mod checks;
mod disk;
mod load;
mod locate;
mod node;
mod possible;
pub(crate) mod problem;
mod read;
mod schema;
mod settings;
mod syntax;
mod tree;
pub(crate) mod units;
mod validate;
mod words;
mod written;

#[cfg(test)]
mod tests;

pub use load::{load, parse};
pub use problem::{Place, Problem};
pub(crate) use read::read_all;
pub use schema::schema;

use crate::check::Check;
use crate::verdict::Verdict;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A whole course, valid.
#[derive(Debug)]
pub struct Course {
    /// The directory that holds the course file.
    pub root: PathBuf,
    /// The course file as it was named on the command line, for messages.
    pub file: PathBuf,
    /// What the course is called.
    pub title: String,
    /// In the order of the file.
    pub chapters: Vec<Chapter>,
}

/// A group of exercises.
#[derive(Debug)]
pub struct Chapter {
    /// The directory below `exercises/` and `solutions/`.
    pub name: String,
    /// For people.
    pub title: String,
    /// In the order of the file, which is the order of learning.
    pub exercises: Vec<Exercise>,
}

/// One exercise.
#[derive(Debug)]
pub struct Exercise {
    /// Unique in the course; also the package's name.
    pub name: String,
    /// The chapter it belongs to.
    pub chapter: String,
    /// For people.
    pub title: String,
    /// What a pass is worth.
    pub points: u32,
    /// The verdict that the untouched starter must get (the audit checks it).
    pub starter: Verdict,
    /// What is asked of the program, beyond what is asked of every program.
    pub checks: Vec<Box<dyn Check>>,
    /// What the program may use.
    pub limits: sandbox::Limits,
    /// What the program can read from standard input.
    pub stdin: String,
    /// Arguments given to the program.
    pub args: Vec<String>,
    /// Crates from the registry that the program may use: name → version requirement.
    pub dependencies: BTreeMap<String, String>,
    /// In the order of the file.
    pub hints: Vec<Hint>,
}

/// A hint, for everybody or for those who got a certain verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The verdict it belongs to; none: any.
    pub when: Option<Verdict>,
    /// Whole sentences.
    pub text: String,
}

impl Course {
    /// Every exercise, in order.
    pub fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.chapters.iter().flat_map(|chapter| &chapter.exercises)
    }

    /// The exercise of this name.
    #[must_use]
    pub fn exercise(&self, name: &str) -> Option<&Exercise> {
        self.exercises().find(|exercise| exercise.name == name)
    }
}

impl Exercise {
    /// Its own checks.
    pub fn checks(&self) -> impl Iterator<Item = &dyn Check> {
        self.checks.iter().map(AsRef::as_ref)
    }

    /// The crate that the learner edits, below the course's root.
    #[must_use]
    pub fn dir(&self) -> PathBuf {
        Path::new("exercises").join(&self.chapter).join(&self.name)
    }

    /// The reference solution's crate, below the course's root.
    #[must_use]
    pub fn solution_dir(&self) -> PathBuf {
        Path::new("solutions").join(&self.chapter).join(&self.name)
    }

    /// The main file as it is handed out, kept beside the solution so that the learner can always have it back.
    #[must_use]
    pub fn starter(&self) -> PathBuf {
        self.solution_dir().join("starter/main.rs")
    }

    /// The known-wrong submissions, a directory each.
    #[must_use]
    pub fn submissions_dir(&self) -> PathBuf {
        Path::new("tests/submissions").join(&self.name)
    }
}
