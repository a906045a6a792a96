//! `Condvar`.

use core::fmt::{self, Debug};
use core::panic::{Location, RefUnwindSafe, UnwindSafe};
use core::time::Duration;
use std::sync::LockResult;

use super::lock::{self, Lock};
use super::mutex::MutexGuard;
use crate::rt::{self, Handle, Place};

/// A condition variable, as `std::sync::Condvar`.
pub struct Condvar {
    handle: Handle,
}

impl UnwindSafe for Condvar {}
impl RefUnwindSafe for Condvar {}

/// Whether a wait with a time-out ended because of it.
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// Whether the time ran out.
    #[must_use]
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    /// A condition variable nobody waits on.
    #[inline]
    #[track_caller]
    #[must_use]
    pub const fn new() -> Condvar {
        Condvar {
            handle: Handle::new("Condvar", Location::caller()),
        }
    }

    /// Unlocks, waits for a notification, locks again.
    ///
    /// # Errors
    ///
    /// The guard inside an error if a task panicked while it held the mutex.
    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        let (_, poisoned) = guard.lock().wait(&self.handle, None, Location::caller());
        lock::result(guard, poisoned)
    }

    /// Waits for as long as `condition` holds.
    ///
    /// # Errors
    ///
    /// The guard inside an error if a task panicked while it held the mutex.
    #[track_caller]
    pub fn wait_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        mut condition: F,
    ) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        while condition(&mut *guard) {
            guard = self.wait(guard)?;
        }
        Ok(guard)
    }

    /// Waits for a notification, at most for `ms` milliseconds. False when the time ran out.
    ///
    /// # Errors
    ///
    /// The same inside an error if a task panicked while it held the mutex.
    #[track_caller]
    #[deprecated(since = "1.6.0", note = "replaced by `wait_timeout`")]
    pub fn wait_timeout_ms<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        ms: u32,
    ) -> LockResult<(MutexGuard<'a, T>, bool)> {
        let time = Duration::from_millis(ms.into());
        let (timed_out, poisoned) = self.wait_for(guard.lock(), time, Location::caller());
        lock::result((guard, !timed_out), poisoned)
    }

    /// Waits for a notification, at most for `dur`.
    ///
    /// # Errors
    ///
    /// The same inside an error if a task panicked while it held the mutex.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        dur: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let (timed_out, poisoned) = self.wait_for(guard.lock(), dur, Location::caller());
        lock::result((guard, WaitTimeoutResult(timed_out)), poisoned)
    }

    /// Waits for as long as `condition` holds, at most for `dur`.
    ///
    /// # Errors
    ///
    /// The same inside an error if a task panicked while it held the mutex.
    #[track_caller]
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        dur: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>
    where
        F: FnMut(&mut T) -> bool,
    {
        let deadline = Deadline::after(dur);
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let Some(left) = deadline.left() else {
                return Ok((guard, WaitTimeoutResult(true)));
            };
            guard = self.wait_timeout(guard, left)?.0;
        }
    }

    /// Wakes one of those who wait.
    #[inline]
    #[track_caller]
    pub fn notify_one(&self) {
        rt::notify(&self.handle, false, Location::caller());
    }

    /// Wakes all who wait.
    #[inline]
    #[track_caller]
    pub fn notify_all(&self) {
        rt::notify(&self.handle, true, Location::caller());
    }

    /// Waits at most for `time`. A time beyond the clock's range is as good as none, as in std.
    fn wait_for(&self, mutex: &Lock, time: Duration, at: Place) -> (bool, bool) {
        mutex.wait(&self.handle, u64::try_from(time.as_nanos()).ok(), at)
    }
}

impl Default for Condvar {
    #[inline]
    #[track_caller]
    fn default() -> Condvar {
        Condvar::new()
    }
}

impl Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Condvar").finish_non_exhaustive()
    }
}

/// A span of virtual time that has begun.
struct Deadline {
    start: u64,
    time: Duration,
}

impl Deadline {
    /// The end of `time` from now on.
    fn after(time: Duration) -> Self {
        Deadline {
            start: rt::clock(),
            time,
        }
    }

    /// What is left of it, if anything. On the virtual clock nothing is left exactly at the end, where a real clock
    /// has gone on by a little: another wait would last no time, and for ever again.
    fn left(&self) -> Option<Duration> {
        let elapsed = Duration::from_nanos(rt::clock() - self.start);
        self.time.checked_sub(elapsed).filter(|left| !left.is_zero())
    }
}
