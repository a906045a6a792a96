//! Three threads each take one from 100, and each update is one critical section: 97 are left.

use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

/// What the three threads share.
static N: Mutex<i32> = Mutex::new(100);

/// The starting line: nobody passes it before all three have come, so that they really run at once.
static START: Barrier = Barrier::new(3);

/// Takes one from `N` in three steps: read, work out, write. The guard `n` makes one of them: it holds the lock
/// until the function ends.
fn work() {
    START.wait();

    let mut n = N.lock().unwrap();
    let temp = *n;
    thread::sleep(Duration::from_millis(300));
    *n = temp - 1;
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
