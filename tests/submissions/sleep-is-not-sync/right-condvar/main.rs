//! Right in another way: the address stays where it is, and a condition variable says that it is there.

use std::sync::mpsc::{self, Sender};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

static ADDRESS: Mutex<Option<Sender<String>>> = Mutex::new(None);
static LISTENS: Condvar = Condvar::new();

fn server() {
    thread::sleep(Duration::from_millis(100));
    let (address, requests) = mpsc::channel();
    *ADDRESS.lock().unwrap() = Some(address);
    LISTENS.notify_one();

    for request in requests {
        println!("served: {request}");
    }
}

fn main() {
    let server = thread::spawn(server);

    let none_yet = ADDRESS.lock().unwrap();
    let mut address = LISTENS.wait_while(none_yet, |address| address.is_none()).unwrap();
    let address = address.take().unwrap();
    address.send("hello".to_owned()).unwrap();
    address.send("goodbye".to_owned()).unwrap();

    drop(address);
    server.join().unwrap();
}
