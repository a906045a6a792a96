//! The clock on the wall: it shows the same date whenever a schedule begins.

use super::moment::Moment;
use crate::rt;
use core::fmt;
use core::ops::{Add, AddAssign, Sub, SubAssign};
use core::panic::Location;
use core::time::Duration;
use std::time::SystemTimeError;

/// When every schedule begins: the first second of 2026.
const BEGINNING: i64 = 1_767_225_600;

/// The beginning of 1970.
pub const UNIX_EPOCH: SystemTime = SystemTime(Moment::new(0));

/// A moment on the virtual wall clock.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemTime(Moment);

/// std's error, which only std makes.
fn error(duration: Duration) -> SystemTimeError {
    let zero = ::std::time::UNIX_EPOCH;
    match zero.checked_add(duration).map(|later| zero.duration_since(later)) {
        Some(Err(error)) => error,
        _ => unreachable!("the duration is that between two moments, and not nothing"),
    }
}

impl SystemTime {
    /// The beginning of 1970.
    pub const UNIX_EPOCH: SystemTime = UNIX_EPOCH;

    /// Now. Time passes only while all tasks wait.
    #[must_use]
    #[inline]
    #[track_caller]
    pub fn now() -> SystemTime {
        let passed = Duration::from_nanos(rt::now(Location::caller()));
        SystemTime(
            Moment::new(BEGINNING)
                .plus(passed)
                .unwrap_or(Moment::new(i64::MAX)),
        )
    }

    /// How long after `earlier` this is.
    ///
    /// # Errors
    ///
    /// When it is before.
    pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError> {
        self.0.since(earlier.0).map_err(error)
    }

    /// How much virtual time has passed since then.
    ///
    /// # Errors
    ///
    /// When it is yet to come.
    #[inline]
    #[track_caller]
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError> {
        SystemTime::now().duration_since(*self)
    }

    /// So much later, if that can be said.
    #[must_use]
    pub fn checked_add(&self, duration: Duration) -> Option<SystemTime> {
        self.0.plus(duration).map(SystemTime)
    }

    /// So much earlier, if that can be said.
    #[must_use]
    pub fn checked_sub(&self, duration: Duration) -> Option<SystemTime> {
        self.0.minus(duration).map(SystemTime)
    }
}

impl Add<Duration> for SystemTime {
    type Output = SystemTime;

    #[inline]
    #[track_caller]
    fn add(self, other: Duration) -> SystemTime {
        self.checked_add(other)
            .expect("overflow when adding duration to instant")
    }
}

impl AddAssign<Duration> for SystemTime {
    #[inline]
    #[track_caller]
    fn add_assign(&mut self, other: Duration) {
        *self = *self + other;
    }
}

impl Sub<Duration> for SystemTime {
    type Output = SystemTime;

    #[inline]
    #[track_caller]
    fn sub(self, other: Duration) -> SystemTime {
        self.checked_sub(other)
            .expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for SystemTime {
    #[inline]
    #[track_caller]
    fn sub_assign(&mut self, other: Duration) {
        *self = *self - other;
    }
}

impl fmt::Debug for SystemTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show("SystemTime", f)
    }
}
