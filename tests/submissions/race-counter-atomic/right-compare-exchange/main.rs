//! Reads again whenever another thread was faster: the loop for what no `fetch_…` can do.

use std::sync::Barrier;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

static N: AtomicI32 = AtomicI32::new(100);
static START: Barrier = Barrier::new(3);

fn work() {
    START.wait();

    let mut temp = N.load(Ordering::Relaxed);
    while let Err(now) = N.compare_exchange(temp, temp - 1, Ordering::Relaxed, Ordering::Relaxed) {
        temp = now;
    }
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
