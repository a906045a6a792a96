//! Executable → [`Run`]: what happened when it ran, with the learner's own lines in the stacks of stuck threads.

mod explored;
mod fake;
mod native;
mod symbols;

pub use explored::{CutShort, Explored, Explorer, Local};
pub use fake::{Fake, FakeExplorer};
pub use native::Native;

use crate::build::Place;
use crate::fault::Result;
use sandbox::{Activity, Job, RawRun};
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// A finished run: the raw facts and, for a run that was found stuck or out of time, its threads with names.
#[derive(Debug, Clone)]
pub struct Run {
    /// The raw facts.
    pub raw: RawRun,
    /// `raw.threads`, one for one, in words that a person knows.
    pub threads: Vec<StuckThread>,
}

/// A thread that was still there when the run was ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StuckThread {
    /// Its process.
    pub pid: i32,
    /// `main`, the thread's own name, or `thread 2` (by age) for a thread without one.
    pub name: String,
    /// What the kernel says it was doing.
    pub activity: Activity,
    /// The innermost call into std that the learner's code made, as a learner knows it: `Receiver::recv`.
    pub call: Option<String>,
    /// The learner's line that made it.
    pub at: Option<Place>,
}

/// Runs programs.
pub trait Executor: Sync {
    /// Runs `job` to its end; a raised `interrupt` ends it early. Lines in files below `sources`, a directory
    /// relative to the course's root, are the learner's own.
    ///
    /// # Errors
    /// The program could not be started or watched: trouble that the learner's code has no part in.
    fn run(&self, job: &Job, sources: &Path, interrupt: &AtomicBool) -> Result<Run>;
}
