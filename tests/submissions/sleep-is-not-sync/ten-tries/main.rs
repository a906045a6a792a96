//! Asks ten times, with a pause in between, and then gives up.

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

    let mut tries = 0;
    let address = loop {
        if let Some(address) = ADDRESS.lock().unwrap().take() {
            break address;
        }
        tries += 1;
        if tries == 10 {
            println!("connection refused"); //~ SLEEP-SYNC
            return;
        }
        thread::sleep(Duration::from_millis(50));
    };
    address.send("hello".to_owned()).unwrap();
    address.send("goodbye".to_owned()).unwrap();

    drop(address);
    server.join().unwrap();
}
