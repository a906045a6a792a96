//! Says that the roll stays in the basket, but puts it nowhere: what `Full` gives back is thrown away.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

fn baker(shelf: SyncSender<u32>) {
    for roll in 1..=5 {
        if shelf.try_send(roll).is_err() { //~ WRONG
            println!("the shelf is full: roll {roll} stays in the basket");
        }
    }

    thread::sleep(Duration::from_millis(600));
}

fn customer(shelf: Receiver<u32>) {
    thread::sleep(Duration::from_millis(150));
    while let Ok(roll) = shelf.try_recv() {
        println!("bought roll {roll}");
    }
    println!("the shelf is empty");

    loop {
        match shelf.recv_timeout(Duration::from_millis(300)) {
            Ok(roll) => println!("bought roll {roll}"),
            Err(RecvTimeoutError::Timeout) => println!("nothing for 300 ms"),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    println!("the bakery is closed");
}

fn main() {
    let (put, get) = mpsc::sync_channel(3);

    let customer = thread::spawn(move || customer(get));
    baker(put);
    customer.join().unwrap();
}
