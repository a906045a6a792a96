//! Sells right, and gives the counters half a second instead of joining them: a payment may last longer.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

static LEFT: Mutex<i32> = Mutex::new(2);

fn take() -> Option<i32> {
    let mut left = LEFT.lock().unwrap();
    if *left == 0 {
        return None;
    }
    let ticket = *left;
    *left -= 1;
    Some(ticket)
}

fn pay() {
    thread::sleep(Duration::from_millis(200));
}

fn sell() {
    match take() {
        Some(ticket) => {
            pay();
            println!("sold ticket {ticket}");
        }
        None => println!("sold out"),
    }
}

fn main() {
    for i in 1..=3 {
        let builder = thread::Builder::new().name(format!("counter-{i}"));
        builder.spawn(sell).unwrap();
    }

    thread::sleep(Duration::from_millis(500)); //~ SLEEP-SYNC
    println!("left: {}", LEFT.lock().unwrap());
}
