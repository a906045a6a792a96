//! The server says that it has begun to start. It does not listen yet.

use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

static ADDRESS: Mutex<Option<Sender<String>>> = Mutex::new(None);

fn server(begin: &Sender<()>) {
    begin.send(()).unwrap();
    thread::sleep(Duration::from_millis(100));
    let (address, requests) = mpsc::channel();
    *ADDRESS.lock().unwrap() = Some(address);

    for request in requests {
        println!("served: {request}");
    }
}

fn main() {
    let (begin, begun) = mpsc::channel();
    let server = thread::spawn(move || server(&begin));

    begun.recv().unwrap();
    let Some(address) = ADDRESS.lock().unwrap().take() else {
        println!("connection refused"); //~ WRONG
        return;
    };
    address.send("hello".to_owned()).unwrap();
    address.send("goodbye".to_owned()).unwrap();

    drop(address);
    server.join().unwrap();
}
