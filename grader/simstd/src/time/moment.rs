//! A point on a time line, with the range that std's have on Unix: seconds in an `i64`, and nanoseconds.

use core::fmt;
use core::time::Duration;

const SECOND: i128 = 1_000_000_000;

/// Nanoseconds from the zero of a time line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Moment {
    seconds: i64,
    nanos: u32,
}

impl Moment {
    pub(super) const fn new(seconds: i64) -> Self {
        Moment { seconds, nanos: 0 }
    }

    fn total(self) -> i128 {
        i128::from(self.seconds) * SECOND + i128::from(self.nanos)
    }

    fn of(total: i128) -> Option<Self> {
        let seconds = i64::try_from(total.div_euclid(SECOND)).ok()?;
        let nanos = u32::try_from(total.rem_euclid(SECOND)).ok()?;
        Some(Moment { seconds, nanos })
    }

    pub(super) fn plus(self, duration: Duration) -> Option<Self> {
        Self::of(
            self.total()
                .checked_add(i128::try_from(duration.as_nanos()).ok()?)?,
        )
    }

    pub(super) fn minus(self, duration: Duration) -> Option<Self> {
        Self::of(
            self.total()
                .checked_sub(i128::try_from(duration.as_nanos()).ok()?)?,
        )
    }

    /// How long after `earlier` this is, or the other way round as an error.
    pub(super) fn since(self, earlier: Self) -> Result<Duration, Duration> {
        let difference = self.total() - earlier.total();
        let length = difference.unsigned_abs();
        let seconds = u64::try_from(length / SECOND.unsigned_abs()).unwrap_or(u64::MAX);
        let nanos = u32::try_from(length % SECOND.unsigned_abs()).unwrap_or(0);
        let duration = Duration::new(seconds, nanos);
        if difference < 0 {
            Err(duration)
        } else {
            Ok(duration)
        }
    }

    pub(super) fn show(self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("tv_sec", &self.seconds)
            .field("tv_nsec", &self.nanos)
            .finish()
    }
}
