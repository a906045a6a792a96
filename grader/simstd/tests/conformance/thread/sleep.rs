//! `sleep` and `yield_now`: order by time, and never less than was asked for.

use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let start = Instant::now();
    let handles: Vec<_> = [30_u64, 10, 20]
        .into_iter()
        .map(|ms| {
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(ms * 4));
                println!("{ms}");
            })
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    println!("{}", start.elapsed() >= Duration::from_millis(120));
    thread::sleep(Duration::ZERO);
    #[allow(deprecated)]
    thread::sleep_ms(5);
    #[allow(deprecated)]
    thread::park_timeout_ms(5);
    thread::yield_now();
    println!("{}", start.elapsed() >= Duration::from_millis(130));
}
