//! `Mutex` and its guard.
#![expect(
    unsafe_code,
    reason = "the value is borrowed under the scheduler's word that the lock is held"
)]

use core::cell::UnsafeCell;
use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::{LockResult, TryLockError, TryLockResult};

use super::lock::{self, Held, Lock};
use crate::rt::Mode;

/// A lock around a value, as `std::sync::Mutex`.
pub struct Mutex<T: ?Sized> {
    lock: Lock,
    value: UnsafeCell<T>,
}

// SAFETY: the value is reached by the holder of the lock only, one task at a time.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}
impl<T: ?Sized> UnwindSafe for Mutex<T> {}
impl<T: ?Sized> RefUnwindSafe for Mutex<T> {}

/// The right to use the value of a locked [`Mutex`], until it is dropped.
#[must_use = "if unused the Mutex will immediately unlock"]
#[clippy::has_significant_drop]
pub struct MutexGuard<'a, T: ?Sized> {
    mutex: &'a Mutex<T>,
    held: Held,
    /// A guard stays with the task that locked.
    not_send: PhantomData<*const ()>,
}

// SAFETY: a shared guard gives shared access to the value and nothing else.
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}

impl<T> Mutex<T> {
    /// An unlocked mutex around `t`.
    #[track_caller]
    pub const fn new(t: T) -> Mutex<T> {
        Mutex {
            lock: Lock::new("Mutex", Location::caller()),
            value: UnsafeCell::new(t),
        }
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Locks, waiting until the mutex is free. The task that holds it already waits for ever.
    ///
    /// # Errors
    ///
    /// The guard inside an error if a task panicked while it held the mutex.
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        let taken = self.lock.take(Mode::Exclusive, Location::caller());
        lock::result(MutexGuard::new(self, taken.held), taken.poisoned)
    }

    /// Locks if the mutex is free.
    ///
    /// # Errors
    ///
    /// `WouldBlock` if it is not free; the guard inside `Poisoned` if a task panicked while it held the mutex.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        match self.lock.try_take(Mode::Exclusive, Location::caller()) {
            Some(taken) => lock::try_result(MutexGuard::new(self, taken.held), taken.poisoned),
            None => Err(TryLockError::WouldBlock),
        }
    }

    /// Whether a task panicked while it held the mutex.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        self.lock.poison().get(Location::caller())
    }

    /// Takes the poison away.
    #[track_caller]
    pub fn clear_poison(&self) {
        self.lock.poison().clear(Location::caller());
    }

    /// The value, without the mutex.
    ///
    /// # Errors
    ///
    /// The value inside an error if a task panicked while it held the mutex.
    pub fn into_inner(self) -> LockResult<T>
    where
        T: Sized,
    {
        lock::result(self.value.into_inner(), self.lock.poison().get_owned())
    }

    /// The value, without locking: nobody else has the mutex.
    ///
    /// # Errors
    ///
    /// The borrow inside an error if a task panicked while it held the mutex.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        lock::result(self.value.get_mut(), self.lock.poison().get_owned())
    }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    fn new(mutex: &'a Mutex<T>, held: Held) -> Self {
        MutexGuard {
            mutex,
            held,
            not_send: PhantomData,
        }
    }

    /// The lock that it is the guard of.
    pub(super) fn lock(&self) -> &'a Lock {
        &self.mutex.lock
    }
}

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Mutex<T> {
        Mutex::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(t: T) -> Self {
        Mutex::new(t)
    }
}

#[expect(clippy::missing_fields_in_debug, reason = "the text is std's")]
impl<T: ?Sized + Debug> Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = f.debug_struct("Mutex");
        match self.lock.try_take(Mode::Exclusive, self.lock.made()) {
            Some(taken) => text.field("data", &&*MutexGuard::new(self, taken.held)),
            // Unlike `RwLock`'s, in quotation marks.
            None => text.field("data", &"<locked>"),
        };
        self.lock.finish_debug(&mut text)
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the lock is held for as long as the guard lives.
        unsafe { &*self.mutex.value.get() }
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the lock is held for as long as the guard lives, and nobody else has the guard.
        unsafe { &mut *self.mutex.value.get() }
    }
}

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        self.mutex.lock.release_exclusive(self.held);
    }
}

impl<T: ?Sized + Debug> Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + Display> Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
