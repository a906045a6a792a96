//! Has the right operation, and gives the threads a moment instead of joining them. Almost always that is enough.

use std::sync::Barrier;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;
use std::time::Duration;

static N: AtomicI32 = AtomicI32::new(100);
static START: Barrier = Barrier::new(3);

fn work() {
    START.wait();

    N.fetch_sub(1, Ordering::Relaxed);
}

fn main() {
    for i in 1..=3 {
        let builder = thread::Builder::new().name(format!("worker-{i}"));
        builder.spawn(work).unwrap();
    }

    thread::sleep(Duration::from_millis(100)); //~ SLEEP-SYNC
    println!("{}", N.load(Ordering::Relaxed));
}
