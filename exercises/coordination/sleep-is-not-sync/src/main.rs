//! A server takes a moment to start. The client gives it twice as long, and that works. Usually.
//!
//! On a busy day starting takes longer. Make the client wait until the server listens, however long it takes.
//! The lesson is in `README.md`, next to `src`.

use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

/// Where the server can be reached, once it listens.
static ADDRESS: Mutex<Option<Sender<String>>> = Mutex::new(None);

/// Starts up, leaves its address, and then serves until nobody can reach it any more.
fn server() {
    thread::sleep(Duration::from_millis(100));
    let (address, requests) = mpsc::channel();
    *ADDRESS.lock().unwrap() = Some(address);

    for request in requests {
        println!("served: {request}");
    }
}

fn main() {
    let server = thread::spawn(server);

    // By then it will be listening.
    thread::sleep(Duration::from_millis(200));
    let Some(address) = ADDRESS.lock().unwrap().take() else {
        println!("connection refused");
        return;
    };
    address.send("hello".to_owned()).unwrap();
    address.send("goodbye".to_owned()).unwrap();

    drop(address);
    server.join().unwrap();
}
