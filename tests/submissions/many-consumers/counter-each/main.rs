//! Each guest has a counter of their own, and every dish is put on both: it is eaten twice.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

fn cook(counters: &[Sender<Option<u32>>]) {
    for counter in counters {
        for dish in 1..=4 {
            counter.send(Some(dish)).unwrap();
        }
        counter.send(None).unwrap();
    }
}

fn eat(dish: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("ate dish {dish}"); //~ WRONG
}

fn guest(counter: &Receiver<Option<u32>>) {
    while let Some(dish) = counter.recv().unwrap() {
        eat(dish);
    }
}

fn main() {
    let mut counters = Vec::new();
    let mut guests = Vec::new();
    for _ in 0..2 {
        let (put, get) = mpsc::channel();
        counters.push(put);
        guests.push(thread::spawn(move || guest(&get)));
    }
    cook(&counters);
    for guest in guests {
        guest.join().unwrap();
    }
    println!("all eaten");
}
