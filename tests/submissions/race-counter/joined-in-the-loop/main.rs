//! Lets the threads run one after another, so that there is nothing left to share: the first one waits at
//! the starting line for two that will never be started.

use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

static N: Mutex<i32> = Mutex::new(100);
static START: Barrier = Barrier::new(3);

fn work() {
    START.wait();

    let temp = *N.lock().unwrap();
    thread::sleep(Duration::from_millis(300));
    *N.lock().unwrap() = temp - 1;
}

fn main() {
    for i in 1..=3 {
        let builder = thread::Builder::new().name(format!("worker-{i}"));
        let worker = builder.spawn(work).unwrap();
        worker.join().unwrap(); //~ DEADLOCK
    }
    println!("{}", N.lock().unwrap());
}
