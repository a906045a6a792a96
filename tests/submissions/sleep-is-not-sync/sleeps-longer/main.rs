//! Gives the server five times as long as it takes: more patience, and still a guess.

use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

static ADDRESS: Mutex<Option<Sender<String>>> = Mutex::new(None);

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

    thread::sleep(Duration::from_millis(500));
    let Some(address) = ADDRESS.lock().unwrap().take() else {
        println!("connection refused"); //~ SLEEP-SYNC
        return;
    };
    address.send("hello".to_owned()).unwrap();
    address.send("goodbye".to_owned()).unwrap();

    drop(address);
    server.join().unwrap();
}
