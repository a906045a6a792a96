//! Three threads each take one from 100, this time without a lock and without a pause. Run it as often as you
//! like: it prints 97. There are schedules in which it prints 98 or 99, and the grader finds them.
//!
//! Make it 97 in every schedule. The lesson is in `README.md`, next to `src`.

use std::sync::Barrier;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

/// What the three threads share.
static N: AtomicI32 = AtomicI32::new(100);

/// The starting line: nobody passes it before all three have come, so that they really run at once.
static START: Barrier = Barrier::new(3);

/// Takes one from `N`.
fn work() {
    START.wait();

    let temp = N.load(Ordering::Relaxed);
    N.store(temp - 1, Ordering::Relaxed);
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
    println!("{}", N.load(Ordering::Relaxed));
}
