//! `std::time` on the virtual clock.

mod instant;
mod moment;
mod system;

pub use ::std::time::{Duration, SystemTimeError, TryFromFloatSecsError};
pub use instant::Instant;
pub use system::{SystemTime, UNIX_EPOCH};
