//! Three threads each take one from 100. That should leave 97; the program prints 99.
//!
//! No access to `N` goes without its lock, and still two of the three updates get lost.
//! Find out why, and make it 97. The lesson is in `README.md`, next to `src`.

use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

/// What the three threads share.
static N: Mutex<i32> = Mutex::new(100);

/// The starting line: nobody passes it before all three have come, so that they really run at once.
static START: Barrier = Barrier::new(3);

/// Takes one from `N` in three steps: read, work out, write.
fn work() {
    START.wait();

    let temp = *N.lock().unwrap();
    thread::sleep(Duration::from_millis(300));
    *N.lock().unwrap() = temp - 1;
}

fn main() {
    let mut workers = Vec::new();
    for i in 1..=3 {
        let builder = thread::Builder::new().name(format!("worker-{i}"));
        workers.push(builder.spawn(work).unwrap());
    }

    for worker in workers {
        worker.join().unwrap();
    }
    println!("{}", N.lock().unwrap());
}
