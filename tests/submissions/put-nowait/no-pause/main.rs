//! Leaves out the customer's pause, since `recv_timeout` waits anyway: now both race for the shelf.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender, TrySendError};
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
    while let Ok(roll) = shelf.try_recv() { //~ RACE
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
