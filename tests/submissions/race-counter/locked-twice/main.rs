//! Keeps the guard of the read, and then locks once more to write: the thread waits for itself.

use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

static N: Mutex<i32> = Mutex::new(100);
static START: Barrier = Barrier::new(3);

fn work() {
    START.wait();

    let n = N.lock().unwrap();
    let temp = *n;
    thread::sleep(Duration::from_millis(300));
    *N.lock().unwrap() = temp - 1; //~ DEADLOCK
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
