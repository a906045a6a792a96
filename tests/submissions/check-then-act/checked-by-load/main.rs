//! Makes the number an atomic, which makes the check one operation and the sale another.

use std::sync::atomic::{AtomicI32, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

static LEFT: AtomicI32 = AtomicI32::new(2);

fn pay() {
    thread::sleep(Duration::from_millis(200));
}

fn sell() {
    pay();
    if LEFT.load(SeqCst) > 0 {
        let ticket = LEFT.fetch_sub(1, SeqCst); //~ RACE
        println!("sold ticket {ticket}");
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
    println!("left: {}", LEFT.load(SeqCst));
}
