//! Has the right operation, and does not trust it: one thread at a time. The first one waits at the starting line
//! for the second, which is started when the first has ended.

use std::sync::Barrier;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

static N: AtomicI32 = AtomicI32::new(100);
static START: Barrier = Barrier::new(3);

fn work() {
    START.wait();

    N.fetch_sub(1, Ordering::Relaxed);
}

fn main() {
    for i in 1..=3 {
        let builder = thread::Builder::new().name(format!("worker-{i}"));
        let worker = builder.spawn(work).unwrap();
        worker.join().unwrap(); //~ DEADLOCK
    }
    println!("{}", N.load(Ordering::Relaxed));
}
