//! Looks again before it writes, and starts over if the number has changed. Another thread can come between
//! the second look and the write just as well.

use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

static N: Mutex<i32> = Mutex::new(100);
static START: Barrier = Barrier::new(3);

fn work() {
    START.wait();

    loop {
        let temp = *N.lock().unwrap();
        thread::sleep(Duration::from_millis(300));
        if *N.lock().unwrap() == temp { //~ RACE
            *N.lock().unwrap() = temp - 1;
            break;
        }
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
    println!("{}", N.lock().unwrap());
}
