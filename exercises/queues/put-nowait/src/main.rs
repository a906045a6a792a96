//! A baker puts rolls on a shelf and does not wait for room; a customer takes rolls and does not wait for
//! more. So both may be told "no", and both `unwrap` the answer: the first "no" ends the program.
//!
//! Let both take "no" for an answer. The lesson is in `README.md`, next to `src`.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::Duration;

fn baker(shelf: SyncSender<u32>) {
    for roll in 1..=5 {
        shelf.try_send(roll).unwrap();
    }

    // Back with the rest.
    thread::sleep(Duration::from_millis(600));
}

fn customer(shelf: Receiver<u32>) {
    thread::sleep(Duration::from_millis(150));
    loop {
        let roll = shelf.try_recv().unwrap();
        println!("bought roll {roll}");
    }
}

fn main() {
    let (put, get) = mpsc::sync_channel(3);

    let customer = thread::spawn(move || customer(get));
    baker(put);
    customer.join().unwrap();
}
