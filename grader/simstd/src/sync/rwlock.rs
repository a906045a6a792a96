//! `RwLock` and its guards.
#![expect(
    unsafe_code,
    reason = "the value is borrowed under the scheduler's word that the lock is held"
)]

use core::cell::UnsafeCell;
use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;
use core::mem;
use core::ops::{Deref, DerefMut};
use core::panic::{Location, RefUnwindSafe, UnwindSafe};
use core::ptr::NonNull;
use std::sync::{LockResult, TryLockError, TryLockResult};

use super::lock::{self, Held, Lock};
use crate::rt::Mode;

/// A lock for many readers or one writer, as `std::sync::RwLock`.
pub struct RwLock<T: ?Sized> {
    lock: Lock,
    value: UnsafeCell<T>,
}

// SAFETY: the value is shared among readers, hence `Sync`, and handed from writer to writer, hence `Send`.
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}
impl<T: ?Sized> UnwindSafe for RwLock<T> {}
impl<T: ?Sized> RefUnwindSafe for RwLock<T> {}

/// The right to read the value of an [`RwLock`], until it is dropped.
#[must_use = "if unused the RwLock will immediately unlock"]
#[clippy::has_significant_drop]
pub struct RwLockReadGuard<'rwlock, T: ?Sized + 'rwlock> {
    /// A pointer, as in std: a reader's guard can be used where one of a longer-lived value can.
    value: NonNull<T>,
    lock: &'rwlock Lock,
}

// SAFETY: a shared guard gives shared access to the value and nothing else.
unsafe impl<T: ?Sized + Sync> Sync for RwLockReadGuard<'_, T> {}

/// The right to change the value of an [`RwLock`], until it is dropped.
#[must_use = "if unused the RwLock will immediately unlock"]
#[clippy::has_significant_drop]
pub struct RwLockWriteGuard<'rwlock, T: ?Sized> {
    rwlock: &'rwlock RwLock<T>,
    held: Held,
    /// A guard stays with the task that locked.
    not_send: PhantomData<*const ()>,
}

// SAFETY: a shared guard gives shared access to the value and nothing else.
unsafe impl<T: ?Sized + Sync> Sync for RwLockWriteGuard<'_, T> {}

impl<T> RwLock<T> {
    /// An unlocked lock around `t`.
    #[track_caller]
    pub const fn new(t: T) -> RwLock<T> {
        RwLock {
            lock: Lock::new("RwLock", Location::caller()),
            value: UnsafeCell::new(t),
        }
    }
}

impl<T: ?Sized> RwLock<T> {
    /// Locks for reading, waiting until no writer has the lock.
    ///
    /// # Errors
    ///
    /// The guard inside an error if a writer panicked while it held the lock.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let taken = self.lock.take(Mode::Shared, Location::caller());
        lock::result(self.reader(), taken.poisoned)
    }

    /// Locks for reading if no writer has the lock.
    ///
    /// # Errors
    ///
    /// `WouldBlock` if that is not so; the guard inside `Poisoned` if a writer panicked while it held the lock.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        match self.lock.try_take(Mode::Shared, Location::caller()) {
            Some(taken) => lock::try_result(self.reader(), taken.poisoned),
            None => Err(TryLockError::WouldBlock),
        }
    }

    /// Locks for writing, waiting until nobody has the lock.
    ///
    /// # Errors
    ///
    /// The guard inside an error if a writer panicked while it held the lock.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let taken = self.lock.take_in_turn(Location::caller());
        lock::result(self.writer(taken.held), taken.poisoned)
    }

    /// Locks for writing if nobody has the lock.
    ///
    /// # Errors
    ///
    /// `WouldBlock` if that is not so; the guard inside `Poisoned` if a writer panicked while it held the lock.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        match self.lock.try_take(Mode::Exclusive, Location::caller()) {
            Some(taken) => lock::try_result(self.writer(taken.held), taken.poisoned),
            None => Err(TryLockError::WouldBlock),
        }
    }

    /// Whether a writer panicked while it held the lock.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        self.lock.poison().get(Location::caller())
    }

    /// Takes the poison away.
    #[track_caller]
    pub fn clear_poison(&self) {
        self.lock.poison().clear(Location::caller());
    }

    /// The value, without the lock.
    ///
    /// # Errors
    ///
    /// The value inside an error if a writer panicked while it held the lock.
    pub fn into_inner(self) -> LockResult<T>
    where
        T: Sized,
    {
        lock::result(self.value.into_inner(), self.lock.poison().get_owned())
    }

    /// The value, without locking: nobody else has the lock.
    ///
    /// # Errors
    ///
    /// The borrow inside an error if a writer panicked while it held the lock.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        lock::result(self.value.get_mut(), self.lock.poison().get_owned())
    }

    /// The guard of a task that has just locked for reading.
    fn reader(&self) -> RwLockReadGuard<'_, T> {
        // SAFETY: the pointer to a cell's content is never null.
        let value = unsafe { NonNull::new_unchecked(self.value.get()) };
        RwLockReadGuard {
            value,
            lock: &self.lock,
        }
    }

    /// The guard of a task that has just locked for writing.
    fn writer(&self, held: Held) -> RwLockWriteGuard<'_, T> {
        RwLockWriteGuard {
            rwlock: self,
            held,
            not_send: PhantomData,
        }
    }
}

impl<'rwlock, T: ?Sized> RwLockWriteGuard<'rwlock, T> {
    /// Makes a writer a reader, in one step: no other writer gets in between.
    #[track_caller]
    pub fn downgrade(s: Self) -> RwLockReadGuard<'rwlock, T> {
        let rwlock = s.rwlock;
        // The lock is not given back here: the reader's guard does it.
        mem::forget(s);
        rwlock.lock.downgrade(Location::caller());
        rwlock.reader()
    }
}

impl<T: Default> Default for RwLock<T> {
    #[track_caller]
    fn default() -> RwLock<T> {
        RwLock::new(T::default())
    }
}

impl<T> From<T> for RwLock<T> {
    #[track_caller]
    fn from(t: T) -> Self {
        RwLock::new(t)
    }
}

#[expect(clippy::missing_fields_in_debug, reason = "the text is std's")]
impl<T: ?Sized + Debug> Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = f.debug_struct("RwLock");
        match self.lock.try_take(Mode::Shared, self.lock.made()) {
            Some(_) => text.field("data", &&*self.reader()),
            None => text.field("data", &format_args!("<locked>")),
        };
        self.lock.finish_debug(&mut text)
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the lock is held for as long as the guard lives, and readers only share the value.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the lock is held for as long as the guard lives.
        unsafe { &*self.rwlock.value.get() }
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the lock is held for as long as the guard lives, and nobody else has the guard.
        unsafe { &mut *self.rwlock.value.get() }
    }
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.release_shared();
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        self.rwlock.lock.release_exclusive(self.held);
    }
}

impl<T: ?Sized + Debug> Debug for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + Debug> Debug for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + Display> Display for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + Display> Display for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
