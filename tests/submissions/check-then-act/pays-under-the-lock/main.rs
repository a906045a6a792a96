//! One critical section for check and sale, and the payment in it: each customer waits until the one before has paid.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

static LEFT: Mutex<i32> = Mutex::new(2);

fn pay() {
    thread::sleep(Duration::from_millis(200));
}

fn sell() {
    let mut left = LEFT.lock().unwrap(); //~ SERIAL
    if *left > 0 {
        pay();
        println!("sold ticket {left}");
        *left -= 1;
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
    println!("left: {}", LEFT.lock().unwrap());
}
