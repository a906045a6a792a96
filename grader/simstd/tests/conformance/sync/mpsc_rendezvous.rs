//! `mpsc::sync_channel(0)`: sender and receiver meet.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, SendError, TryRecvError};
use std::thread;
use std::time::Duration;

fn main() {
    // Nobody is there.
    let (tx, rx) = mpsc::sync_channel::<i32>(0);
    println!("{tx:?} {rx:?} {:?}", rx.try_recv());
    println!("{:?}", rx.recv_timeout(Duration::from_millis(5)));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    assert_eq!(rx.recv_timeout(Duration::ZERO), Err(RecvTimeoutError::Timeout));

    // The sender goes on only when its value is taken.
    let taken = Arc::new(AtomicBool::new(false));
    let other = Arc::clone(&taken);
    let sender = thread::spawn(move || {
        tx.send(3).unwrap();
        other.load(Ordering::SeqCst)
    });
    taken.store(true, Ordering::SeqCst);
    println!("{:?} {} {:?}", rx.recv(), sender.join().unwrap(), rx.recv());

    // In order.
    let (tx, rx) = mpsc::sync_channel(0);
    let sender = thread::spawn(move || (0..3).map(|i| tx.send(i)).filter(Result::is_ok).count());
    println!("{:?} {}", rx.iter().collect::<Vec<_>>(), sender.join().unwrap());

    // Two senders.
    let (tx, rx) = mpsc::sync_channel(0);
    let senders: Vec<_> = (1..=2)
        .map(|i| {
            let tx = tx.clone();
            thread::spawn(move || tx.send(i).unwrap())
        })
        .collect();
    drop(tx);
    let mut all: Vec<_> = rx.iter().collect();
    all.sort_unstable();
    println!("{all:?} {:?}", rx.recv());
    for sender in senders {
        sender.join().unwrap();
    }

    // The receiver goes away: each sender has its own value back.
    let (tx, rx) = mpsc::sync_channel(0);
    let senders: Vec<_> = (0..2)
        .map(|i| {
            let tx = tx.clone();
            thread::spawn(move || tx.send(format!("value {i}")).map_err(|SendError(value)| value))
        })
        .collect();
    drop(rx);
    for sender in senders {
        println!("{:?}", sender.join().unwrap());
    }
    println!("{:?}", tx.send(String::from("late")));
}
