//! Waits for one guest only, and the other one may still have a dish to finish.

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
    loop {
        // The guard has no name: it is gone at the end of this line, before the eating begins.
        let dish = counter.lock().unwrap().recv().unwrap();
        let Some(dish) = dish else { break };
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
    let [first, _second] = guests;
    first.join().unwrap();
    println!("all eaten"); //~ RACE
}
