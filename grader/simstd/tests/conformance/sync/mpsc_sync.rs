//! `mpsc::sync_channel` with room for a few values.

use std::sync::mpsc::{self, TrySendError};
use std::thread;

fn main() {
    let (tx, rx) = mpsc::sync_channel(2);
    println!("{tx:?} {rx:?}");
    println!("{:?} {:?} {:?}", tx.try_send(1), tx.send(2), tx.try_send(3));
    println!("{}", tx.try_send(3).unwrap_err());
    println!("{:?} {:?}", rx.recv(), tx.try_send(3));
    println!("{:?} {:?} {:?}", rx.try_recv(), rx.try_recv(), rx.try_recv());

    // The sender is never further ahead than there is room.
    let sender = thread::spawn(move || {
        for i in 0..4 {
            tx.send(i).unwrap();
        }
        match tx.clone().try_send(4) {
            Ok(()) | Err(TrySendError::Full(4)) => drop(tx),
            other => println!("unexpected: {other:?}"),
        }
    });
    let received: Vec<_> = rx.iter().take(4).collect();
    println!("{received:?}");
    sender.join().unwrap();

    // A sender that waits for room is told when the receiver goes.
    let (tx, rx) = mpsc::sync_channel(1);
    tx.send("kept").unwrap();
    let sender = thread::spawn(move || (tx.send("refused"), tx.try_send("refused too"), tx));
    drop(rx);
    let (sent, tried, tx) = sender.join().unwrap();
    println!("{sent:?} {tried:?} {}", tx.send("late").is_err());

    // Several senders, one place.
    let (tx, rx) = mpsc::sync_channel(1);
    let senders: Vec<_> = (1..=2)
        .map(|i| {
            let tx = tx.clone();
            thread::spawn(move || tx.send(i).unwrap())
        })
        .collect();
    drop(tx);
    println!("{}", rx.into_iter().sum::<i32>());
    for sender in senders {
        sender.join().unwrap();
    }
}
