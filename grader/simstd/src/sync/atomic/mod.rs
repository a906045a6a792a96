//! `std::sync::atomic` over the scheduler: every type, sequentially consistent whatever the ordering asked for.
//!
//! Inside each is std's own atomic: it does the arithmetic and refuses impossible orderings, so that both are as in std.
//! Only `from_ptr` cannot be had, since these types are larger than the values they stand for.

#[macro_use]
mod common;

mod boolean;
mod integer;
mod pointer;

use core::panic::Location;

use crate::rt;

pub use ::core::sync::atomic::{Ordering, compiler_fence, fence};

#[expect(deprecated, reason = "std has it too")]
pub use boolean::ATOMIC_BOOL_INIT;
pub use boolean::AtomicBool;
#[expect(deprecated, reason = "std has them too")]
pub use integer::{ATOMIC_ISIZE_INIT, ATOMIC_USIZE_INIT};
pub use integer::{AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize};
pub use integer::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize};
pub use pointer::AtomicPtr;

/// Says that the caller is waiting in a loop: lets others go first.
#[inline]
#[track_caller]
#[deprecated(since = "1.51.0", note = "use `hint::spin_loop` instead")]
pub fn spin_loop_hint() {
    rt::yield_now(Location::caller());
}
