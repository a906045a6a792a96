//! A run → an [`Observation`]. Untrusted bytes end here: capped, parsed, escaped.

use crate::build::{Diagnostic, Place, SourceFile};
use crate::run::StuckThread;
use sandbox::{Ending, Usage};
use std::time::Duration;

/// Everything that a check may look at.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The files that were compiled.
    pub sources: Vec<SourceFile>,
    /// What the compiler said.
    pub diagnostics: Vec<Diagnostic>,
    /// The native run; none: the program was not built.
    pub run: Option<Observation>,
    /// What the program was allowed.
    pub limits: sandbox::Limits,
}

/// A native run, cleaned.
#[derive(Debug, Clone)]
pub struct Observation {
    /// How it ended.
    pub ending: Ending,
    /// How long it took, less the time for which the machine stood still.
    pub elapsed: Duration,
    /// What it used.
    pub usage: Usage,
    /// What it printed; invalid UTF-8 and control characters made visible.
    pub stdout: String,
    /// The same for standard error.
    pub stderr: String,
    /// Panics that were reported on standard error, in order.
    pub panics: Vec<PanicSeen>,
    /// See [`sandbox::RawRun::peak_at_work`].
    pub peak_at_work: u32,
    /// The threads that were there when it was ended.
    pub threads: Vec<StuckThread>,
}

/// A panic, as std's own hook reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanicSeen {
    /// The thread's name, `<unnamed>` where it has none.
    pub thread: String,
    /// What it said.
    pub message: String,
    /// Where, relative to the course's root.
    pub at: Option<Place>,
}
