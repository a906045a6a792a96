//! Takes the queue without a bound: the cook is never held up, however late the waiter comes.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

fn cook(counter: Sender<u32>) {
    for plate in 1..=5 {
        counter.send(plate).unwrap();
        println!("put plate {plate}"); //~ WRONG
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
    let (put, get) = mpsc::channel();

    let cook = thread::spawn(move || cook(put));
    waiter(get);
    cook.join().unwrap();
}
