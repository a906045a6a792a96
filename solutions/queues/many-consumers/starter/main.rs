//! A cook puts four dishes on the counter at once. There are two guests, but only one of them eats, one dish
//! after another: there is only one receiver, and the other guest has none.
//!
//! Let both guests eat from the same counter. The lesson is in `README.md`, next to `src`.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

fn cook(counter: &Sender<Option<u32>>) {
    for dish in 1..=4 {
        counter.send(Some(dish)).unwrap();
    }
    counter.send(None).unwrap();
}

fn eat(dish: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("ate dish {dish}");
}

fn guest(counter: &Receiver<Option<u32>>) {
    while let Some(dish) = counter.recv().unwrap() {
        eat(dish);
    }
}

fn main() {
    let (put, get) = mpsc::channel();

    let guest = thread::spawn(move || guest(&get));
    cook(&put);
    guest.join().unwrap();
    println!("all eaten");
}
