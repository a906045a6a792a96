//! Relies on the loop to end when every sender is gone, while `main` keeps one to the end.

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
    for item in queue { //~ DEADLOCK
        println!("{item}");
        thread::sleep(Duration::from_millis(50)); // using it
    }
    println!("None");
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
