//! Joins every thread, but speaks the closing line before it does.

use std::thread;
use std::time::Duration;

fn hello() {
    thread::sleep(Duration::from_millis(500));
    println!("hihihi");
}

fn main() {
    let mut threads = Vec::new();
    for _ in 0..5 {
        threads.push(thread::spawn(hello));
    }

    println!("123"); //~ WRONG
    for thread in threads {
        thread.join().unwrap();
    }
}
