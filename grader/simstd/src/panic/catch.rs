//! Catching panics and letting them go on.

use super::UnwindSafe;
use crate::rt;
use core::any::Any;

/// Calls `f`; a panic ends here.
///
/// # Errors
///
/// The payload of the panic.
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> crate::thread::Result<R> {
    rt::catch(f)
}

/// Goes on with a panic that was caught; the hook is not told again.
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! {
    rt::resume(payload)
}
