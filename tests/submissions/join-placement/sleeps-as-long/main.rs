//! The tasks overlap, and `main` sleeps for as long as each of them instead of joining them.

use std::thread;
use std::time::Duration;

fn task(i: u32) {
    thread::sleep(Duration::from_secs(1));
    println!("hi: {i}");
}

fn main() {
    for i in 0..5 {
        thread::spawn(move || task(i));
    }

    thread::sleep(Duration::from_secs(1));
    println!("123"); //~ RACE
}
