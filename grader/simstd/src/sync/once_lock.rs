//! `OnceLock`: a value that is set once.
#![expect(
    unsafe_code,
    reason = "the value is borrowed under the scheduler's word that it is set"
)]

use core::cell::UnsafeCell;
use core::fmt::{self, Debug};
use core::panic::{Location, RefUnwindSafe, UnwindSafe};

use super::once::{Once, Poisoned};

/// A cell that can be written once, as `std::sync::OnceLock`.
pub struct OnceLock<T> {
    once: Once,
    /// Written by the initialiser that `once` lets run; never again while the cell is shared.
    value: UnsafeCell<Option<T>>,
}

// SAFETY: the value is shared among tasks, hence `Sync`, and one task may set what another drops, hence `Send`.
unsafe impl<T: Sync + Send> Sync for OnceLock<T> {}
impl<T: UnwindSafe> UnwindSafe for OnceLock<T> {}
impl<T: RefUnwindSafe + UnwindSafe> RefUnwindSafe for OnceLock<T> {}

impl<T> OnceLock<T> {
    /// An empty cell.
    #[track_caller]
    #[must_use]
    pub const fn new() -> OnceLock<T> {
        OnceLock {
            once: Once::of("OnceLock", Location::caller()),
            value: UnsafeCell::new(None),
        }
    }

    /// The value, if it is set.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        if self.once.is_completed() {
            self.done()
        } else {
            None
        }
    }

    /// The value, if it is set, without asking anybody: nobody else has the cell.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.value.get_mut().as_mut()
    }

    /// Waits until the value is set.
    ///
    /// # Panics
    ///
    /// Never: an initialiser that panicked may be followed by another.
    #[track_caller]
    pub fn wait(&self) -> &T {
        self.once.wait_force();
        self.done().expect("the value is set")
    }

    /// Sets the value; waits for another task that is about to.
    ///
    /// # Errors
    ///
    /// The given value, if the cell has one.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        self.once.run(Poisoned::Retry, &mut |_| self.fill(value.take()));
        match value {
            None => Ok(()),
            Some(value) => Err(value),
        }
    }

    /// The value, set to what `f` returns unless it was set; waits for another task that is about to.
    ///
    /// # Panics
    ///
    /// If `f` panics; the cell stays empty then.
    #[track_caller]
    pub fn get_or_init<F>(&self, f: F) -> &T
    where
        F: FnOnce() -> T,
    {
        let mut f = Some(f);
        self.once.run(Poisoned::Retry, &mut |_| {
            let value = f.take().map(|f| f());
            self.fill(value);
        });
        self.done().expect("the value is set")
    }

    /// The value, without the cell.
    pub fn into_inner(self) -> Option<T> {
        self.value.into_inner()
    }

    /// Takes the value out, which leaves the cell as new.
    #[track_caller]
    pub fn take(&mut self) -> Option<T> {
        let value = self.value.get_mut().take()?;
        self.once = Once::of("OnceLock", Location::caller());
        Some(value)
    }

    /// Writes the value. For the initialiser that `once` lets run.
    fn fill(&self, value: Option<T>) {
        // SAFETY: nobody else writes, since `once` lets one initialiser run, and nobody reads before it has ended.
        unsafe { *self.value.get() = value }
    }

    /// Reads the value. For those to whom `once` said that an initialiser has run to its end.
    fn done(&self) -> Option<&T> {
        // SAFETY: nobody writes to a cell that is shared and set.
        unsafe { (*self.value.get()).as_ref() }
    }
}

impl<T> Default for OnceLock<T> {
    #[track_caller]
    fn default() -> OnceLock<T> {
        OnceLock::new()
    }
}

impl<T> From<T> for OnceLock<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        let cell = OnceLock::new();
        cell.get_or_init(|| value);
        cell
    }
}

impl<T: Clone> Clone for OnceLock<T> {
    #[track_caller]
    fn clone(&self) -> OnceLock<T> {
        match self.get() {
            Some(value) => OnceLock::from(value.clone()),
            None => OnceLock::new(),
        }
    }
}

impl<T: PartialEq> PartialEq for OnceLock<T> {
    #[track_caller]
    fn eq(&self, other: &OnceLock<T>) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceLock<T> {}

impl<T: Debug> Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.once.is_completed_for_debug() {
            self.done()
        } else {
            None
        };
        match value {
            Some(value) => f.debug_tuple("OnceLock").field(value).finish(),
            None => f
                .debug_tuple("OnceLock")
                .field(&format_args!("<uninit>"))
                .finish(),
        }
    }
}
