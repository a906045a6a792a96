//! `Instant`: arithmetic and order.

use std::panic;
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let start = Instant::now();
    let second = Duration::from_secs(1);
    assert!(Instant::now() >= start);
    println!("{:?}", (start + second) - start);
    println!(
        "{:?} {:?}",
        start - (start + second),
        start.duration_since(start + second)
    );
    println!("{:?}", start.checked_duration_since(start + second));
    println!("{:?}", (start + second).checked_duration_since(start));
    println!("{:?}", (start + second).saturating_duration_since(start));
    println!(
        "{:?} {:?}",
        start.checked_add(second) == Some(start + second),
        start.checked_add(Duration::MAX)
    );
    println!(
        "{:?} {:?}",
        start.checked_sub(second) == Some(start - second),
        start.checked_sub(Duration::MAX)
    );
    let mut moved = start;
    moved += Duration::from_nanos(1_500_000_001);
    moved -= Duration::from_nanos(1);
    println!("{:?} {:?} {}", moved - start, moved.cmp(&start), moved == start);
    thread::sleep(Duration::from_millis(3));
    println!(
        "{} {}",
        start.elapsed() >= Duration::from_millis(3),
        start.elapsed() < Duration::from_secs(100)
    );
    let over = panic::catch_unwind(|| start + Duration::MAX);
    println!("{:?}", over.unwrap_err().downcast_ref::<&str>());
    let over = panic::catch_unwind(|| start - Duration::MAX);
    println!("{:?}", over.unwrap_err().downcast_ref::<&str>());
    let text = format!("{start:?}");
    println!(
        "{}",
        text.starts_with("Instant { tv_sec: ") && text.contains(", tv_nsec: ")
    );
}
