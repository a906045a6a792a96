//! Keeps the guard as it should, and then gives the threads a second instead of joining them. Today that is enough.

use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

static N: Mutex<i32> = Mutex::new(100);
static START: Barrier = Barrier::new(3);

fn work() {
    START.wait();

    let mut n = N.lock().unwrap();
    let temp = *n;
    thread::sleep(Duration::from_millis(300));
    *n = temp - 1;
}

fn main() {
    for i in 1..=3 {
        let builder = thread::Builder::new().name(format!("worker-{i}"));
        builder.spawn(work).unwrap();
    }

    thread::sleep(Duration::from_secs(1)); //~ SLEEP-SYNC
    println!("{}", N.lock().unwrap());
}
