//! Calls the function where it should start a thread: everything happens on `main`.

use std::thread;
use std::time::Duration;

fn hello() {
    thread::sleep(Duration::from_millis(500)); //~ SERIAL
    println!("hihihi");
}

fn main() {
    for _ in 0..5 {
        hello();
    }

    println!("123");
}
