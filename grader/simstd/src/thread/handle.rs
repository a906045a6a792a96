//! Threads as values.

use crate::rt::{self, TaskId};
use core::fmt;
use core::num::NonZero;
use core::panic::Location;
use std::sync::Arc;

/// What tells a thread from all others of its process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ThreadId(NonZero<u64>);

/// A handle to a thread.
#[derive(Clone)]
pub struct Thread {
    task: TaskId,
    name: Option<Arc<str>>,
}

impl Thread {
    pub(super) fn new(task: TaskId, name: Option<Arc<str>>) -> Self {
        Thread { task, name }
    }

    pub(super) fn task(&self) -> TaskId {
        self.task
    }

    /// Gives the thread its token, so that its `park` ends.
    #[inline]
    #[track_caller]
    pub fn unpark(&self) {
        rt::unpark(self.task, Location::caller());
    }

    /// The thread's number: 1 for `main`, then in the order of spawning.
    #[must_use]
    pub fn id(&self) -> ThreadId {
        ThreadId(NonZero::<u64>::MIN.saturating_add(self.task as u64))
    }

    /// The name that the thread was given.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread")
            .field("id", &self.id())
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

/// The calling thread.
#[must_use]
pub fn current() -> Thread {
    let task = rt::current();
    Thread::new(task, rt::name_of(task).map(Arc::from))
}
