//! Waits for every thread it has started, and one of them never ends.

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
    let heartbeat = thread::spawn(heartbeat);
    let save = thread::spawn(save);

    thread::sleep(Duration::from_millis(250));
    println!("main is done");
    save.join().unwrap();
    heartbeat.join().unwrap(); //~ LIVELOCK
}
