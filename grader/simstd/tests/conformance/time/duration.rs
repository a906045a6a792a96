//! `Duration` is std's own.

use std::time::{Duration, TryFromFloatSecsError};

fn main() {
    let error: TryFromFloatSecsError = Duration::try_from_secs_f64(-1.0).unwrap_err();
    println!(
        "{error} {:?} {:?}",
        Duration::from_millis(1500),
        Duration::from_millis(1500) / 4
    );
    println!(
        "{:?}",
        core::time::Duration::from_secs(1) == Duration::from_secs(1)
    );
}
