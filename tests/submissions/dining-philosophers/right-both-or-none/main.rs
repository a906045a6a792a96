//! Takes both forks in one step, or waits and holds none.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

const NAMES: [&str; 5] = ["Plato", "Hypatia", "Kongzi", "Hume", "Arendt"];

static FORKS: [Mutex<u32>; 5] = [const { Mutex::new(0) }; 5];

static TAKEN: Mutex<[bool; 5]> = Mutex::new([false; 5]);
static PUT_BACK: Condvar = Condvar::new();

fn think() {
    thread::sleep(Duration::from_millis(50));
}

fn eat(left: &mut u32, right: &mut u32) {
    thread::sleep(Duration::from_millis(100));
    *left += 1;
    *right += 1;
}

fn dine(seat: usize) {
    let next = (seat + 1) % FORKS.len();
    let mut taken = PUT_BACK
        .wait_while(TAKEN.lock().unwrap(), |taken| taken[seat] || taken[next])
        .unwrap();
    (taken[seat], taken[next]) = (true, true);
    drop(taken);

    eat(&mut FORKS[seat].lock().unwrap(), &mut FORKS[next].lock().unwrap());

    let mut taken = TAKEN.lock().unwrap();
    (taken[seat], taken[next]) = (false, false);
    PUT_BACK.notify_all();
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
