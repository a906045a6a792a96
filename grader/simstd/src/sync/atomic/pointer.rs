//! `AtomicPtr`.

use core::fmt;
use core::ptr;
use core::sync::atomic::{AtomicPtr as Inner, Ordering};

use crate::rt::Handle;

/// A shared raw pointer, as `std::sync::atomic::AtomicPtr`.
pub struct AtomicPtr<T> {
    handle: Handle,
    value: Inner<T>,
}

atomic! {
    AtomicPtr [T], *mut T, |p: *mut T| p.addr() as u64
}

read_modify_write! { AtomicPtr [T], *mut T, usize:
    /// Moves the pointer on by `val` values, wrapping around, and gives back what was there.
    fetch_ptr_add
    /// Moves the pointer back by `val` values, wrapping around, and gives back what was there.
    fetch_ptr_sub
    /// Moves the pointer on by `val` bytes, wrapping around, and gives back what was there.
    fetch_byte_add
    /// Moves the pointer back by `val` bytes, wrapping around, and gives back what was there.
    fetch_byte_sub
    /// Sets the bits of the address that are set in `val`, and gives back what was there.
    fetch_or
    /// Clears the bits of the address that are not set in `val`, and gives back what was there.
    fetch_and
    /// Flips the bits of the address that are set in `val`, and gives back what was there.
    fetch_xor
}

impl<T> Default for AtomicPtr<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(ptr::null_mut())
    }
}

impl<T> fmt::Pointer for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.read(Ordering::Relaxed, self.handle.made()), f)
    }
}
