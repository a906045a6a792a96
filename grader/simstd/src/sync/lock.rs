//! What `Mutex` and `RwLock` have in common: a lock without its value.
//!
//! None of it is generic, so that it is compiled once, with optimisation, and not in the learner's crate.

use core::fmt::{self, DebugStruct};
use core::panic::RefUnwindSafe;
use std::sync::{LockResult, PoisonError, TryLockError, TryLockResult};

use super::poison::Flag;
use crate::rt::{self, Handle, Mode, Place};

/// A lock that can be poisoned.
pub(super) struct Lock {
    handle: Handle,
    poison: Flag,
}

// What is inside changes whole between two operations, so that a panic never leaves it half changed.
impl RefUnwindSafe for Lock {}

/// What a guard remembers of the moment when its lock was taken.
#[derive(Clone, Copy)]
pub(super) struct Held {
    at: Place,
    /// Whether the task was unwinding already: the panic is not the fault of what it does under the lock.
    panicking: bool,
}

/// A lock just taken.
pub(super) struct Taken {
    pub(super) held: Held,
    pub(super) poisoned: bool,
}

impl Lock {
    /// A free lock of std's kind `kind`, made at `made`.
    pub(super) const fn new(kind: &'static str, made: Place) -> Self {
        Lock {
            handle: Handle::new(kind, made),
            poison: Flag::new(made),
        }
    }

    /// Takes the lock, waiting for it.
    pub(super) fn take(&self, mode: Mode, at: Place) -> Taken {
        rt::acquire(&self.handle, mode, at);
        self.taken(at)
    }

    /// Takes the lock for writing, waiting for it; readers that come meanwhile wait, too.
    pub(super) fn take_in_turn(&self, at: Place) -> Taken {
        rt::queue(&self.handle, at);
        self.take(Mode::Exclusive, at)
    }

    /// Takes the lock if it is free.
    pub(super) fn try_take(&self, mode: Mode, at: Place) -> Option<Taken> {
        rt::try_acquire(&self.handle, mode, at).then(|| self.taken(at))
    }

    fn taken(&self, at: Place) -> Taken {
        let poisoned = self.poison.get_locked(at);
        let panicking = rt::panicking();
        Taken {
            held: Held { at, panicking },
            poisoned,
        }
    }

    /// Gives the lock back after exclusive use, poisoned if a panic began meanwhile.
    pub(super) fn release_exclusive(&self, held: Held) {
        if !held.panicking && rt::panicking() {
            self.poison.raise(held.at);
        }
        rt::release(&self.handle, Mode::Exclusive);
    }

    /// Gives the lock back after shared use.
    pub(super) fn release_shared(&self) {
        rt::release(&self.handle, Mode::Shared);
    }

    /// Lets readers in beside the current task, which held the lock exclusively.
    pub(super) fn downgrade(&self, at: Place) {
        rt::downgrade(&self.handle, at);
    }

    /// Waits on `condvar` without the lock, which the current task holds. Whether the time ran out, and whether the
    /// lock is poisoned by now.
    pub(super) fn wait(&self, condvar: &Handle, timeout: Option<u64>, at: Place) -> (bool, bool) {
        let timed_out = rt::wait(condvar, &self.handle, timeout, at);
        (timed_out, self.poison.get_locked(at))
    }

    /// The poison flag.
    pub(super) const fn poison(&self) -> &Flag {
        &self.poison
    }

    /// Where the lock was made.
    pub(super) const fn made(&self) -> Place {
        self.handle.made()
    }

    /// Ends the `Debug` text of a lock.
    pub(super) fn finish_debug(&self, text: &mut DebugStruct<'_, '_>) -> fmt::Result {
        text.field("poisoned", &self.poison.get(self.made()));
        text.finish_non_exhaustive()
    }
}

/// `value`, as an error if the lock is poisoned.
pub(super) fn result<V>(value: V, poisoned: bool) -> LockResult<V> {
    if poisoned {
        Err(PoisonError::new(value))
    } else {
        Ok(value)
    }
}

/// `guard`, as an error if the lock is poisoned.
pub(super) fn try_result<G>(guard: G, poisoned: bool) -> TryLockResult<G> {
    result(guard, poisoned).map_err(TryLockError::Poisoned)
}
