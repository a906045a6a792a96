//! Five tasks, a second each, all at the same time; `123` comes last.

use std::thread;
use std::time::{Duration, Instant};

/// A second of work that is all waiting, as a download would be.
fn task(i: u32) {
    thread::sleep(Duration::from_secs(1));
    println!("hi: {i}");
}

fn main() {
    let start = Instant::now();

    // `collect` is what starts the threads: an iterator alone would start each one only when asked for it.
    let threads: Vec<_> = (0..5).map(|i| thread::spawn(move || task(i))).collect();
    for thread in threads {
        thread.join().unwrap();
    }

    println!("123");
    eprintln!("time: {:.1?}", start.elapsed());
}
