//! `Barrier`.

use core::fmt::{self, Debug};
use core::panic::{Location, RefUnwindSafe};

use crate::rt::{self, Handle};

/// A place where a number of tasks wait for each other, as `std::sync::Barrier`.
pub struct Barrier {
    handle: Handle,
    tasks: usize,
}

impl RefUnwindSafe for Barrier {}

/// What [`Barrier::wait`] says: whether this task is the one leader of its round.
pub struct BarrierWaitResult(bool);

impl Barrier {
    /// A barrier that lets `n` tasks through at once; 0 is as good as 1.
    #[inline]
    #[track_caller]
    #[must_use]
    pub const fn new(n: usize) -> Barrier {
        let tasks = if n == 0 { 1 } else { n };
        Barrier {
            handle: Handle::new("Barrier", Location::caller()),
            tasks,
        }
    }

    /// Waits until all have arrived.
    #[inline]
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        BarrierWaitResult(rt::barrier(&self.handle, self.tasks, Location::caller()))
    }
}

impl BarrierWaitResult {
    /// Whether this task is the leader: the last to arrive.
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

impl Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult")
            .field("is_leader", &self.is_leader())
            .finish()
    }
}
