//! Asks only for the answer that matters, and lets `try_iter` do the first part.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender, TrySendError};
use std::thread;
use std::time::Duration;

fn baker(shelf: SyncSender<u32>) {
    let mut basket = Vec::new();
    for roll in 1..=5 {
        if let Err(TrySendError::Full(roll)) = shelf.try_send(roll) {
            println!("the shelf is full: roll {roll} stays in the basket");
            basket.push(roll);
        }
    }

    // Back with the rest.
    thread::sleep(Duration::from_millis(600));
    for roll in basket {
        shelf.send(roll).unwrap();
    }
}

fn customer(shelf: Receiver<u32>) {
    thread::sleep(Duration::from_millis(150));
    for roll in shelf.try_iter() {
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
