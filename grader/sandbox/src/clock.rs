//! The two clocks of a watcher: the time since the start, and the processor time that it used itself.

use rustix::time::{ClockId, clock_gettime};
use std::time::{Duration, Instant};

/// Counts from the start of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock(Instant);

impl Clock {
    /// Starts to count.
    #[expect(
        clippy::disallowed_methods,
        reason = "the time since the start is a fact about the run"
    )]
    pub(crate) fn start() -> Self {
        Clock(Instant::now())
    }

    /// The time since the start.
    pub(crate) fn now(self) -> Duration {
        self.0.elapsed()
    }

    /// The processor time that this thread has used.
    pub(crate) fn used() -> Duration {
        Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
    }
}
