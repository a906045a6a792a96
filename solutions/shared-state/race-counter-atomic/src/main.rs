//! Three threads each take one from 100, and taking one is a single operation: 97 are left.

use std::sync::Barrier;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

/// What the three threads share.
static N: AtomicI32 = AtomicI32::new(100);

/// The starting line: nobody passes it before all three have come, so that they really run at once.
static START: Barrier = Barrier::new(3);

/// Takes one from `N`. `Relaxed` will do: nothing but `N` itself is shared, and `join` lets `main` see the last
/// of it.
fn work() {
    START.wait();

    N.fetch_sub(1, Ordering::Relaxed);
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
