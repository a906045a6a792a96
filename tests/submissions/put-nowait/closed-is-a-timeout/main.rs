//! Takes every error for a time-out: at the closed bakery the customer asks on, without end or pause.

use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::thread;
use std::time::Duration;

fn baker(shelf: SyncSender<u32>) {
    let mut basket = Vec::new();
    for roll in 1..=5 {
        match shelf.try_send(roll) {
            Ok(()) => {}
            Err(TrySendError::Full(roll)) => {
                println!("the shelf is full: roll {roll} stays in the basket");
                basket.push(roll);
            }
            Err(TrySendError::Disconnected(_)) => return,
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
    while let Ok(roll) = shelf.try_recv() {
        println!("bought roll {roll}");
    }
    println!("the shelf is empty");

    loop {
        match shelf.recv_timeout(Duration::from_millis(300)) {
            Ok(roll) => println!("bought roll {roll}"),
            Err(_) => println!("nothing for 300 ms"), //~ OUTPUT-LIMIT
        }
    }
}

fn main() {
    let (put, get) = mpsc::sync_channel(3);

    let customer = thread::spawn(move || customer(get));
    baker(put);
    customer.join().unwrap();
}
