//! The flag that says that a task panicked while it held a lock.

use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::rt::{self, Handle, Place};

/// A poison flag: to the scheduler an atomic of its own, since it can be read and cleared without the lock.
///
/// The inner atomics are plain memory here: only one task runs at a time.
pub(super) struct Flag {
    handle: Handle,
    failed: AtomicBool,
    /// Whether it was ever set. It changes under the lock only, so that whoever holds the lock can rely on it.
    ever: AtomicBool,
}

impl Flag {
    /// A flag that is down, of a lock made at `made`.
    pub(super) const fn new(made: Place) -> Self {
        let (failed, ever) = (AtomicBool::new(false), AtomicBool::new(false));
        Flag {
            handle: Handle::new("poison flag", made),
            failed,
            ever,
        }
    }

    /// Whether it is up.
    pub(super) fn get(&self, at: Place) -> bool {
        rt::load(&self.handle, at);
        let failed = self.failed.load(Relaxed);
        rt::note(failed.into(), failed.into());
        failed
    }

    /// Whether it is up, for a task that holds the lock.
    ///
    /// Only such a task can raise the flag, so as long as none ever did the answer is part of taking the lock. From
    /// then on it is an operation of its own, as `clear` needs no lock.
    pub(super) fn get_locked(&self, at: Place) -> bool {
        self.ever.load(Relaxed) && self.get(at)
    }

    /// Whether it is up, for the owner of the lock.
    pub(super) fn get_owned(&self) -> bool {
        self.failed.load(Relaxed)
    }

    /// Raises it. The caller holds the lock.
    pub(super) fn raise(&self, at: Place) {
        self.ever.store(true, Relaxed);
        self.set(true, at);
    }

    /// Lowers it.
    pub(super) fn clear(&self, at: Place) {
        self.set(false, at);
    }

    fn set(&self, failed: bool, at: Place) {
        rt::store(&self.handle, failed.into(), at);
        self.failed.store(failed, Relaxed);
    }
}
