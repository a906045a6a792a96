//! The pause needs no lock and the subtraction is one critical section: the three pauses overlap.

use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

static N: Mutex<i32> = Mutex::new(100);
static START: Barrier = Barrier::new(3);

fn work() {
    START.wait();

    thread::sleep(Duration::from_millis(300));
    *N.lock().unwrap() -= 1;
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
