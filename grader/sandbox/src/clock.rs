//! The two clocks of a run: the time since the start, and the processor time that the watcher used itself.

use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// Counts from the start of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    start: i64,
}

impl Clock {
    /// Starts to count.
    pub(crate) fn start() -> Self {
        Clock { start: monotonic() }
    }

    /// The time since the start.
    pub(crate) fn now(self) -> Duration {
        self.at(monotonic())
    }

    /// The time from the start to an instant that [`monotonic`] gave, in this process or another.
    pub(crate) fn at(self, instant: i64) -> Duration {
        Duration::from_nanos(u64::try_from(instant.saturating_sub(self.start)).unwrap_or(0))
    }

    /// The processor time that this thread has used.
    pub(crate) fn used() -> Duration {
        Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
    }
}

/// This instant, in nanoseconds from one that is the same for all processes until the machine is started again. Never
/// allocates or panics: it is also called between a fork and the execution of a program.
pub(crate) fn monotonic() -> i64 {
    let now = clock_gettime(ClockId::Monotonic);
    now.tv_sec
        .saturating_mul(1_000_000_000)
        .saturating_add(now.tv_nsec)
}
