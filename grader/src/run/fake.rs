//! An executor and an explorer that run nothing: they answer what a test tells them to, so that the whole pipeline runs
//! in no time.

use super::{Executor, Explored, Explorer, Run};
use crate::build::Library;
use crate::fault::Result;
use sandbox::{Capture, Ending, Job, RawRun, Usage};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use wire::Request;
use wire::flight::Reading;

/// Answers each job with what a closure makes of it.
pub struct Fake<F>(pub F);

impl<F: Fn(&Job) -> Result<Run> + Sync> Executor for Fake<F> {
    fn run(&self, job: &Job, _: &Path, _: &AtomicBool) -> Result<Run> {
        (self.0)(job)
    }
}

/// Answers each request with what a closure makes of it.
pub struct FakeExplorer<F>(pub F);

impl<F: Fn(&Request) -> Result<Explored> + Sync> Explorer for FakeExplorer<F> {
    fn explore(
        &self,
        _: &Library,
        request: &Request,
        _: Option<&(dyn Fn(&Reading) + Sync)>,
        _: &AtomicBool,
    ) -> Result<Explored> {
        (self.0)(request)
    }
}

impl Run {
    /// A run that printed this and ended in this way at once.
    #[must_use]
    pub fn made_up(stdout: &str, ending: Ending) -> Run {
        let stdout = Capture {
            bytes: stdout.as_bytes().to_vec(),
            arrivals: Vec::new(),
            truncated: false,
        };
        let raw = RawRun {
            ending,
            elapsed: Duration::ZERO,
            stalled: Duration::ZERO,
            usage: Usage::default(),
            stdout,
            stderr: Capture::default(),
            peak_at_work: 0,
            at_work: Duration::ZERO,
            blind: false,
            threads: Vec::new(),
        };
        Run {
            raw,
            threads: Vec::new(),
        }
    }
}
