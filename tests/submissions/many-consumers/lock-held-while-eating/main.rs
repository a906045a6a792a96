//! A guard in the head of `while let` lives to the end of the body: the counter is locked while one eats.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

const GUESTS: usize = 2;

/// Puts four dishes, and then a `None` for each of the guests.
fn cook(counter: &Sender<Option<u32>>) {
    for dish in 1..=4 {
        counter.send(Some(dish)).unwrap();
    }
    for _ in 0..GUESTS {
        counter.send(None).unwrap();
    }
}

fn eat(dish: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("ate dish {dish}");
}

fn guest(counter: &Mutex<Receiver<Option<u32>>>) {
    while let Some(dish) = counter.lock().unwrap().recv().unwrap() { //~ SERIAL
        eat(dish);
    }
}

fn main() {
    let (put, get) = mpsc::channel();
    let get = Arc::new(Mutex::new(get));

    let guests = [(); GUESTS].map(|()| {
        let get = Arc::clone(&get);
        thread::spawn(move || guest(&get))
    });
    cook(&put);
    for guest in guests {
        guest.join().unwrap();
    }
    println!("all eaten");
}
