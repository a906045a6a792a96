//! Moves the pause out from between the two locks and leaves the gap: short now, and still a gap.

use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

static N: Mutex<i32> = Mutex::new(100);
static START: Barrier = Barrier::new(3);

fn work() {
    START.wait();

    thread::sleep(Duration::from_millis(300));
    let temp = *N.lock().unwrap();
    *N.lock().unwrap() = temp - 1; //~ RACE
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
