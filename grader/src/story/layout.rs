//! A failing schedule as rows and lanes, without a thought of how wide anything is drawn.
//!
//! One lane per task that matters, time downward. Any format that draws interleavings can start from [`Board`].

use serde::Serialize;
use wire::Place;

/// The schedule, chosen and worded, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Board {
    /// The tasks that have a lane, in the order of creation.
    pub lanes: Vec<Lane>,
    /// Time downward.
    pub rows: Vec<Row>,
    /// Some row happens later than the program's beginning: times are worth showing.
    pub timed: bool,
}

/// A task with a lane of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lane {
    /// Its number in the finding.
    pub task: usize,
    /// Its name.
    pub title: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Row {
    /// Something that a task did.
    Step(Step),
    /// Where a task can go no further.
    Stuck(Step),
    /// Rows that do not matter: how many steps of which tasks.
    Fold(Vec<(String, usize)>),
}

/// What one task does in one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The lane; `None` for a group of tasks that have none.
    pub lane: Option<usize>,
    /// Who: the lane's title, or the group.
    pub who: String,
    /// Indices into the finding's events; more than one when the row stands for several.
    pub events: Vec<usize>,
    /// What is done, the task being the subject.
    pub act: String,
    /// How often in a row.
    pub times: usize,
    /// Where.
    pub at: Option<Place>,
    /// The line's number, behind the file's name where that is needed.
    pub label: String,
    /// The learner's line, trimmed.
    pub source: String,
    /// The column in `source`, from 1, of the operation.
    pub column: usize,
    /// Virtual time in nanoseconds.
    pub time_ns: u64,
    /// Which of the two deciding operations this is.
    pub decides: Option<Decides>,
    /// The lane of the task that was interrupted for this one, though it could have gone on.
    pub interrupts: Option<usize>,
    /// Which lanes' tasks are alive here.
    pub alive: Vec<bool>,
}

/// The two operations whose order decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decides {
    /// The one that came first.
    First,
    /// The one that came second.
    Second,
}

impl Step {
    /// What is done and how often.
    #[must_use]
    pub fn told(&self) -> String {
        match self.times {
            0 | 1 => self.act.clone(),
            times => format!("{}, {times} times", self.act),
        }
    }
}

impl Board {
    /// The learner's line of this number, if something that is shown happens there.
    #[must_use]
    pub fn line(&self, number: u32) -> Option<&str> {
        let steps = self.rows.iter().filter_map(|row| match row {
            Row::Step(step) | Row::Stuck(step) => Some(step),
            Row::Fold(_) => None,
        });
        let mut there = steps.filter(|step| step.at.as_ref().is_some_and(|at| at.line == number));
        there
            .find(|step| !step.source.is_empty())
            .map(|step| step.source.as_str())
    }
}
