//! Adds up how long the saving should take and sleeps for what is left, to the millisecond.

use std::thread;
use std::time::Duration;

fn heartbeat() {
    loop {
        thread::sleep(Duration::from_millis(500));
        println!("alive");
    }
}

fn save() {
    thread::sleep(Duration::from_millis(750));
    println!("saved");
}

fn main() {
    thread::spawn(heartbeat);
    thread::spawn(save);

    thread::sleep(Duration::from_millis(250));
    println!("main is done");
    thread::sleep(Duration::from_millis(500)); //~ RACE
}
