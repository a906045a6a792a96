//! Loops that only wait for time to pass end.

use std::thread;
use std::time::{Duration, Instant, SystemTime};

fn main() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(5) {}
    println!("busy");
    let deadline = Instant::now() + Duration::from_millis(5);
    while Instant::now() < deadline {
        thread::yield_now();
    }
    println!("yielding");
    let start = SystemTime::now();
    while start.elapsed().unwrap() < Duration::from_millis(5) {
        std::hint::spin_loop();
    }
    println!("spinning");
}
