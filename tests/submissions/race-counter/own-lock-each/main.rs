//! Holds a lock from the read to the write, but every thread makes one for itself.

use std::sync::atomic::{AtomicI32, Ordering::SeqCst};
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

static N: AtomicI32 = AtomicI32::new(100);
static START: Barrier = Barrier::new(3);

fn work() {
    START.wait();

    let lock = Mutex::new(());
    let _guard = lock.lock().unwrap(); //~ WRONG
    let temp = N.load(SeqCst);
    thread::sleep(Duration::from_millis(300));
    N.store(temp - 1, SeqCst);
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
    println!("{}", N.load(SeqCst));
}
