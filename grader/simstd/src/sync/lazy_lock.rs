//! `LazyLock`: a value that is computed at its first use.
#![expect(
    unsafe_code,
    reason = "the value is borrowed under the scheduler's word that it is computed"
)]

use core::cell::UnsafeCell;
use core::fmt::{self, Debug};
use core::mem;
use core::ops::{Deref, DerefMut};
use core::panic::{Location, RefUnwindSafe, UnwindSafe};

use super::once::{Once, Poisoned};

/// A value computed by the first who needs it, as `std::sync::LazyLock`.
pub struct LazyLock<T, F = fn() -> T> {
    once: Once,
    /// Written by the initialiser that `once` lets run; never again while the lock is shared.
    state: UnsafeCell<State<T, F>>,
}

enum State<T, F> {
    Waiting(F),
    /// The closure is running, or has panicked.
    Taken,
    Ready(T),
}

// SAFETY: the value is shared among tasks, hence `Sync`, and the one that computes it need not be the one that drops
// it, hence `Send`. The closure is never shared.
unsafe impl<T: Sync + Send, F: Send> Sync for LazyLock<T, F> {}
impl<T: UnwindSafe, F: UnwindSafe> UnwindSafe for LazyLock<T, F> {}
impl<T: RefUnwindSafe + UnwindSafe, F: UnwindSafe> RefUnwindSafe for LazyLock<T, F> {}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// A value that `f` will compute.
    #[track_caller]
    pub const fn new(f: F) -> LazyLock<T, F> {
        let once = Once::of("LazyLock", Location::caller());
        LazyLock {
            once,
            state: UnsafeCell::new(State::Waiting(f)),
        }
    }

    /// The value, computed now if it was not; waits for another task that is at it.
    ///
    /// # Panics
    ///
    /// If the closure panics, now or when it was run.
    #[track_caller]
    pub fn force(this: &LazyLock<T, F>) -> &T {
        this.once.run(Poisoned::PanicLazy, &mut |_| this.compute());
        this.done().expect("the value is computed")
    }

    /// The value, to be changed, computed now if it was not.
    ///
    /// # Panics
    ///
    /// If the closure panics, now or when it was run.
    #[track_caller]
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {
        if LazyLock::get_mut(this).is_none() {
            LazyLock::force(this);
        }
        LazyLock::get_mut(this).expect("the value is computed")
    }

    /// Runs the closure. For the initialiser that `once` lets run.
    fn compute(&self) {
        let state = self.state.get();
        // SAFETY: nobody else writes, since `once` lets one initialiser run, and nobody reads before it has ended.
        // No reference is kept while the closure runs.
        let closure = unsafe { mem::replace(&mut *state, State::Taken) };
        if let State::Waiting(f) = closure {
            let value = f();
            // SAFETY: as above.
            unsafe { *state = State::Ready(value) }
        }
    }
}

impl<T, F> LazyLock<T, F> {
    /// The value, to be changed, if it is computed.
    pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T> {
        match this.state.get_mut() {
            State::Ready(value) => Some(value),
            State::Waiting(_) | State::Taken => None,
        }
    }

    /// The value, if it is computed.
    #[track_caller]
    pub fn get(this: &LazyLock<T, F>) -> Option<&T> {
        if this.once.is_completed() {
            this.done()
        } else {
            None
        }
    }

    /// Reads the value. For those to whom `once` said that the closure has run to its end.
    fn done(&self) -> Option<&T> {
        // SAFETY: nobody writes to a value that is shared and computed.
        match unsafe { &*self.state.get() } {
            State::Ready(value) => Some(value),
            State::Waiting(_) | State::Taken => None,
        }
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        LazyLock::force(self)
    }
}

impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        LazyLock::force_mut(self)
    }
}

impl<T: Default> Default for LazyLock<T> {
    #[track_caller]
    fn default() -> LazyLock<T> {
        LazyLock::new(T::default)
    }
}

impl<T: Debug, F> Debug for LazyLock<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.once.is_completed_for_debug() {
            self.done()
        } else {
            None
        };
        match value {
            Some(value) => f.debug_tuple("LazyLock").field(value).finish(),
            None => f
                .debug_tuple("LazyLock")
                .field(&format_args!("<uninit>"))
                .finish(),
        }
    }
}
