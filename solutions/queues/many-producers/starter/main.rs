//! Four cooks put food into one queue, two guests eat from it, and a `None` at the end closes the kitchen.
//! It should: all the food gets eaten, but one of the guests never leaves.
//!
//! Let both guests leave, and neither before the last dish. The lesson is in `README.md`, next to `src`.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

const MENU: [(&str, &str); 4] = [
    ("kevin", "包子"),
    ("jason", "豆浆"),
    ("tank", "面包"),
    ("oscar", "豆汁"),
];

fn producer(queue: &Sender<Option<String>>, name: &str, food: &str) {
    for i in 0..4 {
        queue.send(Some(format!("{name}'s {food} {i}"))).unwrap();
        thread::sleep(Duration::from_millis(100));
    }
}

/// Eats until a `None` comes. The lock is held while waiting for an item, not while eating it.
fn consumer(queue: &Mutex<Receiver<Option<String>>>) {
    loop {
        let item = queue.lock().unwrap().recv().unwrap();
        match item {
            Some(item) => println!("ate {item}"),
            None => break,
        }
    }
}

fn main() {
    let (put, get) = mpsc::channel();
    let get = Arc::new(Mutex::new(get));

    let mut producers = Vec::new();
    for (name, food) in MENU {
        let put = put.clone();
        let builder = thread::Builder::new().name(name.to_owned());
        producers.push(builder.spawn(move || producer(&put, name, food)).unwrap());
    }

    let mut consumers = Vec::new();
    for name in ["guest-1", "guest-2"] {
        let get = Arc::clone(&get);
        let builder = thread::Builder::new().name(name.to_owned());
        consumers.push(builder.spawn(move || consumer(&get)).unwrap());
    }

    put.send(None).unwrap();

    for producer in producers {
        producer.join().unwrap();
    }
    for consumer in consumers {
        consumer.join().unwrap();
    }
    println!("closed");
}
