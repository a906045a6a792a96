//! What a task does to itself: sleeping, yielding, parking.

use crate::rt;
use core::num::NonZero;
use core::panic::Location;
use core::time::Duration;
use std::io;

/// Processors that the explored program is told of, wherever it is explored.
const PROCESSORS: NonZero<usize> = NonZero::new(4).unwrap();

/// Nanoseconds of `duration`; one that no clock could reach is for ever.
pub(crate) fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// Sleeps for `dur` of virtual time.
#[inline]
#[track_caller]
pub fn sleep(dur: Duration) {
    rt::sleep(nanos(dur), Location::caller());
}

/// Sleeps for `ms` milliseconds of virtual time.
#[deprecated(note = "replaced by `std::thread::sleep`")]
#[inline]
#[track_caller]
pub fn sleep_ms(ms: u32) {
    rt::sleep(u64::from(ms) * 1_000_000, Location::caller());
}

/// Lets others go first.
#[inline]
#[track_caller]
pub fn yield_now() {
    rt::yield_now(Location::caller());
}

/// Waits for [`Thread::unpark`](super::Thread::unpark).
#[inline]
#[track_caller]
pub fn park() {
    rt::park(None, Location::caller());
}

/// Waits for [`Thread::unpark`](super::Thread::unpark), for `dur` at most.
#[inline]
#[track_caller]
pub fn park_timeout(dur: Duration) {
    rt::park(Some(nanos(dur)), Location::caller());
}

/// Waits for [`Thread::unpark`](super::Thread::unpark), for `ms` milliseconds at most.
#[deprecated(note = "replaced by `std::thread::park_timeout`")]
#[inline]
#[track_caller]
pub fn park_timeout_ms(ms: u32) {
    rt::park(Some(u64::from(ms) * 1_000_000), Location::caller());
}

/// Whether the calling thread is unwinding.
#[must_use]
pub fn panicking() -> bool {
    rt::panicking()
}

/// How many threads can do something at once: the same number on every machine.
///
/// # Errors
///
/// Never; std's can fail.
pub fn available_parallelism() -> io::Result<NonZero<usize>> {
    Ok(PROCESSORS)
}
