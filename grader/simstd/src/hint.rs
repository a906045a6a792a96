//! `std::hint`: a spinning task lets others go first.

use crate::rt;
use core::panic::Location;

pub use ::std::hint::{assert_unchecked, black_box, cold_path, select_unpredictable, unreachable_unchecked};

/// Lets others go first, as a spinning task must where time stands still while anybody runs.
#[inline]
#[track_caller]
pub fn spin_loop() {
    rt::yield_now(Location::caller());
}
