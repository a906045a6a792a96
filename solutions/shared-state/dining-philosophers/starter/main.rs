//! Five philosophers sit at a round table, and between any two of them lies one fork. Who eats needs both
//! forks, the left one and the right one. Almost always that goes well; once in a long while nobody eats.
//!
//! Let everybody eat, in every schedule. The lesson is in `README.md`, next to `src`.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

const NAMES: [&str; 5] = ["Plato", "Hypatia", "Kongzi", "Hume", "Arendt"];

/// The forks. Number `seat` lies to the left of that seat; inside is how often it has been used.
static FORKS: [Mutex<u32>; 5] = [const { Mutex::new(0) }; 5];

/// Thinks, until hunger comes.
fn think() {
    thread::sleep(Duration::from_millis(50));
}

/// One meal, with a fork in each hand.
fn eat(left: &mut u32, right: &mut u32) {
    thread::sleep(Duration::from_millis(100));
    *left += 1;
    *right += 1;
}

/// Takes the two forks beside the seat, eats, and puts them back.
fn dine(seat: usize) {
    let mut left = FORKS[seat].lock().unwrap();
    let mut right = FORKS[(seat + 1) % FORKS.len()].lock().unwrap();
    eat(&mut left, &mut right);
}

fn main() {
    let mut philosophers = Vec::new();
    for (seat, name) in NAMES.into_iter().enumerate() {
        let builder = thread::Builder::new().name(name.to_owned());
        let meal = move || {
            think();
            dine(seat);
            name
        };
        philosophers.push(builder.spawn(meal).unwrap());
    }

    for philosopher in philosophers {
        println!("{} gets up", philosopher.join().unwrap());
    }
    let uses = FORKS.each_ref().map(|fork| *fork.lock().unwrap());
    println!("forks used: {uses:?}");
}
