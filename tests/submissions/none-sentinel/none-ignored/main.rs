//! The `None` arrives, and the consumer passes over it and waits for more.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

fn producer(queue: &Sender<Option<String>>) {
    for i in 0..5 {
        thread::sleep(Duration::from_millis(50)); // making it
        queue.send(Some(format!("item {i}"))).unwrap();
    }
    queue.send(None).unwrap();
}

fn consumer(queue: &Receiver<Option<String>>) {
    loop {
        let item = queue.recv().unwrap(); //~ DEADLOCK
        match item {
            Some(item) => {
                println!("{item}");
                thread::sleep(Duration::from_millis(50)); // using it
            }
            None => println!("None"),
        }
    }
}

fn main() {
    let (put, get) = mpsc::channel();
    let put_too = put.clone();

    let builder = thread::Builder::new().name("producer".to_owned());
    let producer = builder.spawn(move || producer(&put_too)).unwrap();
    let builder = thread::Builder::new().name("consumer".to_owned());
    let consumer = builder.spawn(move || consumer(&get)).unwrap();

    producer.join().unwrap();
    consumer.join().unwrap();
}
