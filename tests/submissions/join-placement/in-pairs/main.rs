//! Starts a thread and joins the one before it: never more than two tasks are at work.

use std::thread;
use std::time::Duration;

fn task(i: u32) {
    thread::sleep(Duration::from_secs(1));
    println!("hi: {i}");
}

fn main() {
    let mut before = thread::spawn(|| task(0));
    for i in 1..5 {
        let thread = thread::spawn(move || task(i));
        before.join().unwrap(); //~ SLOW
        before = thread;
    }
    before.join().unwrap();
    println!("123");
}
