//! Receiving with a time limit.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

const SHORT: Duration = Duration::from_millis(10);

fn main() {
    let (tx, rx) = mpsc::channel();
    let start = Instant::now();
    println!("{:?} {}", rx.recv_timeout(SHORT), start.elapsed() >= SHORT);
    println!("{:?}", rx.recv_timeout(Duration::ZERO));
    tx.send(1).unwrap();
    tx.send(2).unwrap();
    tx.send(3).unwrap();
    println!(
        "{:?} {:?} {:?}",
        rx.recv_timeout(Duration::ZERO),
        rx.recv_timeout(SHORT),
        rx.recv_timeout(Duration::MAX)
    );

    // A value, or the end, comes long before the time is over.
    let sender = thread::spawn(move || {
        thread::sleep(SHORT);
        tx.send(4).unwrap();
    });
    println!("{:?}", rx.recv_timeout(Duration::from_secs(600)));
    println!("{:?}", rx.recv_timeout(Duration::from_secs(600)));
    println!("{:?}", rx.recv_timeout(Duration::MAX));
    assert_eq!(rx.recv_timeout(SHORT), Err(RecvTimeoutError::Disconnected));
    sender.join().unwrap();
    println!("{}", start.elapsed() < Duration::from_secs(300));

    // A bounded channel.
    let (tx, rx) = mpsc::sync_channel(1);
    println!("{:?}", rx.recv_timeout(SHORT));
    let sender = thread::spawn(move || (0..3).for_each(|i| tx.send(i).unwrap()));
    let mut received = Vec::new();
    let end = loop {
        match rx.recv_timeout(Duration::from_secs(600)) {
            Ok(value) => received.push(value),
            Err(error) => break error,
        }
    };
    println!("{received:?} {end:?} {end}");
    sender.join().unwrap();
}
