//! Five tasks, a second each. All the waiting is right, and the program takes five seconds.
//!
//! Make it take one: the tasks are to run at the same time, and `123` still comes last.
//! The lesson is in `README.md`, next to `src`.

use std::thread;
use std::time::{Duration, Instant};

/// A second of work that is all waiting, as a download would be.
fn task(i: u32) {
    thread::sleep(Duration::from_secs(1));
    println!("hi: {i}");
}

fn main() {
    let start = Instant::now();

    for i in 0..5 {
        let thread = thread::spawn(move || task(i));
        thread.join().unwrap();
    }

    println!("123");
    eprintln!("time: {:.1?}", start.elapsed());
}
