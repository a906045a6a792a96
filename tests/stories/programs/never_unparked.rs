//! Each of two runners wakes the next one, and nobody wakes the first.

use std::thread;

fn main() {
    let second = thread::spawn(|| {
        thread::park();
        println!("second runs");
    });
    let wake = second.thread().clone();
    let first = thread::spawn(move || {
        thread::park();
        println!("first runs");
        wake.unpark();
    });
    first.join().unwrap();
    second.join().unwrap();
}
