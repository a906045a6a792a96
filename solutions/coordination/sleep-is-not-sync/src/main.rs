//! A server takes a moment to start. The client waits until the server says that it listens.

use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

/// Starts up, announces where it can be reached, and then serves until nobody can reach it any more.
fn server(announce: &Sender<Sender<String>>) {
    thread::sleep(Duration::from_millis(100));
    let (address, requests) = mpsc::channel();
    announce.send(address).unwrap();

    for request in requests {
        println!("served: {request}");
    }
}

fn main() {
    let (announce, announced) = mpsc::channel();
    let server = thread::spawn(move || server(&announce));

    let address = announced.recv().unwrap();
    address.send("hello".to_owned()).unwrap();
    address.send("goodbye".to_owned()).unwrap();

    drop(address);
    server.join().unwrap();
}
