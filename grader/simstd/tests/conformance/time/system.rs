//! `SystemTime`, `UNIX_EPOCH`, `SystemTimeError`.

use std::panic;
use std::thread;
use std::time::{Duration, SystemTime, SystemTimeError, UNIX_EPOCH};

fn main() {
    let start = SystemTime::now();
    println!(
        "{}",
        start.duration_since(UNIX_EPOCH).unwrap() > Duration::from_secs(1_700_000_000)
    );
    println!("{}", UNIX_EPOCH == SystemTime::UNIX_EPOCH);
    let error: SystemTimeError = UNIX_EPOCH
        .duration_since(UNIX_EPOCH + Duration::from_millis(1500))
        .unwrap_err();
    println!("{error} {error:?} {:?}", error.duration());
    println!("{:?}", UNIX_EPOCH);
    println!("{:?}", UNIX_EPOCH + Duration::from_nanos(1_000_000_007));
    println!("{:?}", UNIX_EPOCH - Duration::from_nanos(7));
    println!(
        "{:?} {:?}",
        UNIX_EPOCH.checked_add(Duration::MAX),
        UNIX_EPOCH.checked_sub(Duration::MAX)
    );
    let mut moved = start;
    moved += Duration::from_secs(2);
    moved -= Duration::from_secs(1);
    println!("{:?} {}", moved.duration_since(start), moved > start);
    thread::sleep(Duration::from_millis(3));
    println!("{}", start.elapsed().unwrap() >= Duration::from_millis(3));
    println!(
        "{}",
        (SystemTime::now() + Duration::from_secs(900)).elapsed().is_err()
    );
    let over = panic::catch_unwind(|| start + Duration::MAX);
    println!("{:?}", over.unwrap_err().downcast_ref::<&str>());
    let over = panic::catch_unwind(|| start - Duration::MAX);
    println!("{:?}", over.unwrap_err().downcast_ref::<&str>());
}
