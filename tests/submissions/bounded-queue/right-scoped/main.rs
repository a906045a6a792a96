//! The cook stays on `main`, the waiter gets a scoped thread.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::Duration;

fn cook(counter: SyncSender<u32>) {
    for plate in 1..=5 {
        counter.send(plate).unwrap();
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

    thread::scope(|scope| {
        scope.spawn(|| waiter(get));
        cook(put);
    });
}
