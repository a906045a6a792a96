//! Puts a lock of its own around the two steps, and takes that lock in two steps.

use std::hint;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::thread;

static N: AtomicI32 = AtomicI32::new(100);
static START: Barrier = Barrier::new(3);
static TAKEN: AtomicBool = AtomicBool::new(false);

fn work() {
    START.wait();

    while TAKEN.load(Ordering::SeqCst) {
        hint::spin_loop();
    }
    TAKEN.store(true, Ordering::SeqCst); //~ RACE

    let temp = N.load(Ordering::Relaxed);
    N.store(temp - 1, Ordering::Relaxed);

    TAKEN.store(false, Ordering::SeqCst);
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
