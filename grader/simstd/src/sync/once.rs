//! `Once`, on which `OnceLock` and `LazyLock` are built.

use core::cell::Cell;
use core::fmt::{self, Debug};
use core::marker::PhantomData;
use core::panic::{Location, RefUnwindSafe, UnwindSafe};

use crate::rt::{self, Handle, Place};

/// An initialisation that happens once, as `std::sync::Once`.
pub struct Once {
    handle: Handle,
}

impl UnwindSafe for Once {}
impl RefUnwindSafe for Once {}

/// What the closure of [`Once::call_once_force`] is told.
pub struct OnceState {
    poisoned: bool,
    /// As std's: not to be shared among tasks.
    not_sync: PhantomData<Cell<()>>,
}

/// What to do when an earlier initialiser panicked.
#[derive(Clone, Copy)]
pub(super) enum Poisoned {
    /// Try again.
    Retry,
    /// Panic, as `Once` does.
    PanicOnce,
    /// Panic, as `LazyLock` does.
    PanicLazy,
}

/// Ends an initialisation, also when the initialiser panics.
struct Ending<'a> {
    once: &'a Handle,
    ok: bool,
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        rt::once_end(self.once, self.ok);
    }
}

impl Once {
    /// A `Once` that has not run.
    #[expect(clippy::new_without_default, reason = "std has no default for it")]
    #[inline]
    #[track_caller]
    #[must_use]
    pub const fn new() -> Once {
        Once::of("Once", Location::caller())
    }

    /// The inner part of an object of std's kind `kind`.
    pub(super) const fn of(kind: &'static str, made: Place) -> Once {
        Once {
            handle: Handle::new(kind, made),
        }
    }

    /// Runs `f` unless an initialiser has run; waits for one that is running.
    ///
    /// # Panics
    ///
    /// If `f` panics, and if an earlier initialiser did.
    #[track_caller]
    pub fn call_once<F>(&self, f: F)
    where
        F: FnOnce(),
    {
        let mut f = Some(f);
        self.run(Poisoned::PanicOnce, &mut |_| {
            if let Some(f) = f.take() {
                f();
            }
        });
    }

    /// The same, but tries again after an initialiser that panicked.
    ///
    /// # Panics
    ///
    /// If `f` panics.
    #[track_caller]
    pub fn call_once_force<F>(&self, f: F)
    where
        F: FnOnce(&OnceState),
    {
        let mut f = Some(f);
        self.run(Poisoned::Retry, &mut |state| {
            if let Some(f) = f.take() {
                f(state);
            }
        });
    }

    /// Whether an initialiser has run to its end.
    #[inline]
    #[track_caller]
    pub fn is_completed(&self) -> bool {
        rt::once_done(&self.handle, Location::caller())
    }

    /// Waits until an initialiser has run to its end.
    ///
    /// # Panics
    ///
    /// If one panicked.
    #[inline]
    #[track_caller]
    pub fn wait(&self) {
        if !rt::once_wait(&self.handle, false, Location::caller()) {
            refuse(Poisoned::PanicOnce);
        }
    }

    /// Waits until an initialiser has run to its end, however many panic before.
    #[inline]
    #[track_caller]
    pub fn wait_force(&self) {
        rt::once_wait(&self.handle, true, Location::caller());
    }

    /// Runs `body` unless an initialiser has run. Not generic: one copy of it for all programs.
    #[track_caller]
    pub(super) fn run(&self, on_poison: Poisoned, body: &mut dyn FnMut(&OnceState)) {
        let poisoned = match rt::once_begin(&self.handle, Location::caller()) {
            rt::Once::Run => false,
            rt::Once::RunPoisoned => true,
            rt::Once::Done => return,
        };
        let mut ending = Ending {
            once: &self.handle,
            ok: false,
        };
        if poisoned {
            // Whoever panics here leaves it as poisoned as it was.
            refuse(on_poison);
        }
        body(&OnceState {
            poisoned,
            not_sync: PhantomData,
        });
        ending.ok = true;
    }

    /// Where the object was made, and whether it is done: for `Debug`, which has no place of its own.
    pub(super) fn is_completed_for_debug(&self) -> bool {
        rt::once_done(&self.handle, self.handle.made())
    }
}

/// Panics in std's words, unless trying again is right. Literals, so that the payload is a `&'static str` as in std.
#[track_caller]
fn refuse(on_poison: Poisoned) {
    match on_poison {
        Poisoned::Retry => {}
        Poisoned::PanicOnce => panic!("Once instance has previously been poisoned"),
        Poisoned::PanicLazy => panic!("LazyLock instance has previously been poisoned"),
    }
}

impl OnceState {
    /// Whether an earlier initialiser panicked.
    #[expect(clippy::must_use_candidate, reason = "std lets it be ignored")]
    pub fn is_poisoned(&self) -> bool {
        self.poisoned
    }
}

impl Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}

impl Debug for OnceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceState")
            .field("poisoned", &self.is_poisoned())
            .finish()
    }
}

/// A `Once` that has not run.
#[deprecated(since = "1.38.0", note = "the `Once::new()` function is now preferred")]
#[expect(clippy::declare_interior_mutable_const, reason = "std has it too")]
pub const ONCE_INIT: Once = Once::new();
