//! The sleep was wrong, so it is gone, and nothing has taken its place.

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

    let Some(address) = ADDRESS.lock().unwrap().take() else {
        println!("connection refused"); //~ WRONG
        return;
    };
    address.send("hello".to_owned()).unwrap();
    address.send("goodbye".to_owned()).unwrap();

    drop(address);
    server.join().unwrap();
}
