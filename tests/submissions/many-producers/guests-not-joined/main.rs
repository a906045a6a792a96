//! Each guest has been given a `None`, but nobody waits until they have really left.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Who cooks what, and how many milliseconds it takes.
const MENU: [(&str, &str, u64); 4] = [
    ("kevin", "包子", 100),
    ("jason", "豆浆", 100),
    ("tank", "面包", 140),
    ("oscar", "豆汁", 140),
];

fn producer(queue: &Sender<Option<String>>, name: &str, food: &str, time: u64) {
    thread::sleep(Duration::from_millis(time));
    queue.send(Some(format!("{name}'s {food}"))).unwrap();
}

fn eat(dish: &str) {
    thread::sleep(Duration::from_millis(50));
    println!("ate {dish}");
}

/// Eats until a `None` comes. The lock is held while waiting for an item, not while eating it.
fn consumer(queue: &Mutex<Receiver<Option<String>>>) {
    loop {
        let item = queue.lock().unwrap().recv().unwrap();
        match item {
            Some(item) => eat(&item),
            None => break,
        }
    }
}

fn main() {
    let (put, get) = mpsc::channel();
    let get = Arc::new(Mutex::new(get));

    let mut producers = Vec::new();
    for (name, food, time) in MENU {
        let put = put.clone();
        let builder = thread::Builder::new().name(name.to_owned());
        producers.push(builder.spawn(move || producer(&put, name, food, time)).unwrap());
    }

    let mut consumers = Vec::new();
    for name in ["guest-1", "guest-2"] {
        let get = Arc::clone(&get);
        let builder = thread::Builder::new().name(name.to_owned());
        consumers.push(builder.spawn(move || consumer(&get)).unwrap());
    }

    for producer in producers {
        producer.join().unwrap();
    }

    // The queue keeps the order, so these come after all the food. Each guest takes exactly one of them.
    for _ in &consumers {
        put.send(None).unwrap();
    }
    println!("closed"); //~ WRONG
}
