//! `AtomicBool`.

use core::panic::Location;
use core::sync::atomic::{AtomicBool as Inner, Ordering};

use crate::rt::{Handle, Place};

/// A shared truth value, as `std::sync::atomic::AtomicBool`.
pub struct AtomicBool {
    handle: Handle,
    value: Inner,
}

atomic!(#[must_use] AtomicBool [], bool, u64::from);

read_modify_write! { AtomicBool [], bool, bool:
    /// Writes the "and" of the value and `val`, and gives back what was there.
    fetch_and
    /// Writes the negated "and" of the value and `val`, and gives back what was there.
    fetch_nand
    /// Writes the "or" of the value and `val`, and gives back what was there.
    fetch_or
    /// Writes the "exclusive or" of the value and `val`, and gives back what was there.
    fetch_xor
}

impl AtomicBool {
    /// Negates the value and gives back what was there.
    #[inline]
    #[track_caller]
    pub fn fetch_not(&self, order: Ordering) -> bool {
        fn at(atomic: &AtomicBool, order: Ordering, at: Place) -> bool {
            atomic.update_by(at, |value| value.fetch_not(order))
        }
        at(self, order, Location::caller())
    }
}

impl Default for AtomicBool {
    #[inline]
    #[track_caller]
    fn default() -> Self {
        Self::new(false)
    }
}

/// An `AtomicBool` that holds `false`.
#[deprecated(since = "1.34.0", note = "the `new` function is now preferred")]
#[expect(clippy::declare_interior_mutable_const, reason = "std has it too")]
pub const ATOMIC_BOOL_INIT: AtomicBool = AtomicBool::new(false);
