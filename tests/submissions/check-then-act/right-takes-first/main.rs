//! Takes first and checks what it has got; what was one too many is put back.

use std::sync::atomic::{AtomicI32, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

static LEFT: AtomicI32 = AtomicI32::new(2);

fn pay() {
    thread::sleep(Duration::from_millis(200));
}

fn sell() {
    let ticket = LEFT.fetch_sub(1, Relaxed);
    if ticket > 0 {
        pay();
        println!("sold ticket {ticket}");
    } else {
        LEFT.fetch_add(1, Relaxed);
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
    println!("left: {}", LEFT.load(Relaxed));
}
