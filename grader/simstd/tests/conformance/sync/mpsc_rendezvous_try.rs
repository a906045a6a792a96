//! `SyncSender::try_send` on a channel without room: it works only when the receiver is already waiting.

use std::sync::mpsc::{self, TrySendError};
use std::thread;
use std::time::Duration;

fn main() {
    let (tx, rx) = mpsc::sync_channel(0);
    println!("nobody: {:?} {:?}", tx.try_send(1), rx.try_recv());
    println!(
        "no longer: {:?} {:?}",
        rx.recv_timeout(Duration::from_millis(5)),
        tx.try_send(2)
    );

    // Trying until somebody is there.
    let receiver = thread::spawn(move || (rx.recv(), rx.recv()));
    while tx.try_send(3).is_err() {
        thread::sleep(Duration::from_millis(1));
    }
    drop(tx);
    println!("somebody: {:?}", receiver.join().unwrap());

    let (tx, rx) = mpsc::sync_channel(0);
    drop(rx);
    println!(
        "gone: {:?}",
        tx.try_send(String::from("back")).map_err(|error| match error {
            TrySendError::Full(text) => format!("unexpected: {text}"),
            TrySendError::Disconnected(text) => text,
        })
    );
}
