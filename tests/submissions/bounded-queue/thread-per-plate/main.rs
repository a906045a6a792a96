//! Lets a thread of its own wait with each plate: whoever gets there first is first, and the order is lost.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::Duration;

fn cook(counter: SyncSender<u32>) {
    for plate in 1..=5 {
        let counter = counter.clone();
        thread::spawn(move || {
            counter.send(plate).unwrap(); //~ RACE
            println!("put plate {plate}");
        });
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

    cook(put);
    waiter(get);
}
