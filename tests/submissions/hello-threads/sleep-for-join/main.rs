//! Sleeps for as long as the threads probably need, instead of waiting for them.

use std::thread;
use std::time::Duration;

fn hello() {
    thread::sleep(Duration::from_millis(500));
    println!("hihihi");
}

fn main() {
    for _ in 0..5 {
        thread::spawn(hello); //~ UNJOINED
    }

    thread::sleep(Duration::from_secs(1));
    println!("123");
}
