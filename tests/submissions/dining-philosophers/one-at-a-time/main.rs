//! Lets the next one come to the table when the one before gets up: no circle, and nobody eats in company.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

const NAMES: [&str; 5] = ["Plato", "Hypatia", "Kongzi", "Hume", "Arendt"];

static FORKS: [Mutex<u32>; 5] = [const { Mutex::new(0) }; 5];

fn think() {
    thread::sleep(Duration::from_millis(50));
}

fn eat(left: &mut u32, right: &mut u32) {
    thread::sleep(Duration::from_millis(100));
    *left += 1;
    *right += 1;
}

fn dine(seat: usize) {
    let mut left = FORKS[seat].lock().unwrap();
    let mut right = FORKS[(seat + 1) % FORKS.len()].lock().unwrap();
    eat(&mut left, &mut right);
}

fn main() {
    for (seat, name) in NAMES.into_iter().enumerate() {
        let builder = thread::Builder::new().name(name.to_owned());
        let meal = move || {
            think();
            dine(seat);
            name
        };
        let philosopher = builder.spawn(meal).unwrap();
        println!("{} gets up", philosopher.join().unwrap()); //~ SERIAL
    }
    let uses = FORKS.each_ref().map(|fork| *fork.lock().unwrap());
    println!("forks used: {uses:?}");
}
