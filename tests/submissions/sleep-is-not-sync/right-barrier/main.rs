//! Right in another way: both meet at a barrier, the server when it listens.

use std::sync::mpsc::{self, Sender};
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

static ADDRESS: Mutex<Option<Sender<String>>> = Mutex::new(None);
static LISTENS: Barrier = Barrier::new(2);

fn server() {
    thread::sleep(Duration::from_millis(100));
    let (address, requests) = mpsc::channel();
    *ADDRESS.lock().unwrap() = Some(address);
    LISTENS.wait();

    for request in requests {
        println!("served: {request}");
    }
}

fn main() {
    let server = thread::spawn(server);

    LISTENS.wait();
    let Some(address) = ADDRESS.lock().unwrap().take() else {
        println!("connection refused");
        return;
    };
    address.send("hello".to_owned()).unwrap();
    address.send("goodbye".to_owned()).unwrap();

    drop(address);
    server.join().unwrap();
}
