//! A heartbeat that is told to stop, by the end of a channel, can be joined like any other thread.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

fn heartbeat(stop: &Receiver<()>) {
    while stop.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout) {
        println!("alive");
    }
}

fn save() {
    thread::sleep(Duration::from_millis(750));
    println!("saved");
}

fn main() {
    let (running, stop) = mpsc::channel();
    let heartbeat = thread::spawn(move || heartbeat(&stop));
    let save = thread::spawn(save);

    thread::sleep(Duration::from_millis(250));
    println!("main is done");
    save.join().unwrap();
    drop(running);
    heartbeat.join().unwrap();
}
