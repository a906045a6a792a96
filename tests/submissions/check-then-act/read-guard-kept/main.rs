//! Looks with a read lock that all may hold at once, keeps it, and asks for the write lock on top.

use std::sync::RwLock;
use std::thread;
use std::time::Duration;

static LEFT: RwLock<i32> = RwLock::new(2);

fn pay() {
    thread::sleep(Duration::from_millis(200));
}

fn sell() {
    let left = LEFT.read().unwrap();
    if *left > 0 {
        pay();
        println!("sold ticket {left}");
        *LEFT.write().unwrap() -= 1; //~ DEADLOCK
    } else {
        println!("sold out");
    }
}

fn main() {
    let mut counters = Vec::new();
    for i in 1..=3 {
        let builder = thread::Builder::new().name(format!("counter-{i}"));
        counters.push(builder.spawn(sell).unwrap());
    }

    for counter in counters {
        counter.join().unwrap();
    }
    println!("left: {}", LEFT.read().unwrap());
}
