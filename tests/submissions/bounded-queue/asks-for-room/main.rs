//! The cook looks every 30 ms whether there is room again: the counter is free, and nobody notices.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::Duration;

fn cook(counter: SyncSender<u32>) {
    for plate in 1..=5 {
        while counter.try_send(plate).is_err() {
            thread::sleep(Duration::from_millis(30)); //~ SLOW
        }
        println!("put plate {plate}");
    }
}

/// Has a table to lay first, and then carries whatever comes.
fn waiter(counter: Receiver<u32>) {
    thread::sleep(Duration::from_millis(200));
    println!("the waiter comes");
    for plate in counter {
        println!("carried plate {plate}");
    }
}

fn main() {
    let (put, get) = mpsc::sync_channel(3);

    // The cook may have to wait, so the waiter must not depend on it: each needs a thread of its own.
    let cook = thread::spawn(move || cook(put));
    waiter(get);
    cook.join().unwrap();
}
