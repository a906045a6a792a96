//! A producer puts five items into a queue, a consumer prints what it gets. And then waits. For ever.
//!
//! Let the producer say that there is nothing more to come: with a `None`, as in Python.
//! The lesson is in `README.md`, next to `src`.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

fn producer(queue: &Sender<String>) {
    for i in 0..5 {
        thread::sleep(Duration::from_millis(50)); // making it
        queue.send(format!("item {i}")).unwrap();
    }
}

fn consumer(queue: &Receiver<String>) {
    loop {
        let item = queue.recv().unwrap();
        println!("{item}");
        thread::sleep(Duration::from_millis(50)); // using it
    }
}

fn main() {
    // `put` stays here until the end of `main`: like a queue in Python, this one does not end by itself.
    let (put, get) = mpsc::channel();
    let put_too = put.clone();

    let builder = thread::Builder::new().name("producer".to_owned());
    let producer = builder.spawn(move || producer(&put_too)).unwrap();
    let builder = thread::Builder::new().name("consumer".to_owned());
    let consumer = builder.spawn(move || consumer(&get)).unwrap();

    producer.join().unwrap();
    consumer.join().unwrap();
}
