//! What the grader asks for.

use serde::{Deserialize, Serialize};

/// One exploration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Request {
    /// How to search.
    pub strategy: Strategy,
    /// How time passes.
    pub clock: Clock,
    /// Schedules at most; 0 means the default budget of the strategy.
    pub schedules: u64,
    /// An outer guard in seconds of real time, after which the search stops unfinished; 0 means none.
    pub seconds: u64,
    /// Seed of the randomised strategies.
    pub seed: u64,
    /// Visible operations in one schedule at most, after which it is left unfinished; 0 means the default.
    pub steps: u64,
    /// Let a condition variable and `park` wake up without being asked to.
    pub spurious: bool,
    /// Different outputs are no finding.
    pub allow_outputs: bool,
    /// Stop at the first finding instead of counting every output.
    pub first: bool,
    /// Different outputs to list at most; 0 means the default.
    pub list: u64,
    /// Replay this one schedule and report its events whatever its outcome.
    pub replay: Option<String>,
    /// With `replay`: tell a schedule with as few preemptions as can be found that is like the replayed one in this.
    pub shorten: Option<Like>,
    /// What the program reads from standard input.
    pub stdin: String,
    /// The program's arguments after its own name.
    pub args: Vec<String>,
}

/// In what a schedule must be like another one, to be told in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Like {
    /// It fails as the other does. One that only prints something else fails if its output is none of these; where
    /// there are none, if it prints the very same.
    Failure(Vec<Right>),
    /// It takes as long.
    Makespan,
    /// As many tasks are asleep at one moment.
    Overlap,
}

/// An output that is right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Right {
    /// Standard output.
    pub stdout: String,
    /// Exit code.
    pub exit: i32,
}

/// How to search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strategy {
    /// Optimal dynamic partial-order reduction first; past its budget, bounded search and the random ones.
    #[default]
    Portfolio,
    /// Optimal dynamic partial-order reduction alone.
    Dpor,
    /// Every schedule one by one, without reduction.
    Naive,
    /// Uniform choice among the tasks that can go on.
    Random,
    /// Probabilistic concurrency testing.
    Pct,
    /// Uniform random walk: weighted by the operations that a task has left.
    Urw,
}

/// How time passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// Time moves only when nothing can run, to the next deadline.
    #[default]
    Exact,
    /// A sleep may last any longer, a timeout may fire at any later moment.
    Elastic,
}
