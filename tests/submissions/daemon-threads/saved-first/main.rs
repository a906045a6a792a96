//! Waits for the saving before `main` begins its own work, so that the two no longer overlap.

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
    thread::spawn(save).join().unwrap();

    thread::sleep(Duration::from_millis(250));
    println!("main is done"); //~ WRONG
}
