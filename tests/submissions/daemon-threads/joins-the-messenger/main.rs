//! Joins a thread that only starts the saving: `join` waits for that thread, not for those it has started.

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
    let saving = thread::spawn(|| {
        thread::spawn(save); //~ WRONG
    });

    thread::sleep(Duration::from_millis(250));
    println!("main is done");
    saving.join().unwrap();
}
