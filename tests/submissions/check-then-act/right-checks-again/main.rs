//! Takes the first check for a hint only: what counts is the one made under the lock of the sale.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

static LEFT: Mutex<i32> = Mutex::new(2);

fn pay() {
    thread::sleep(Duration::from_millis(200));
}

fn sell() {
    if *LEFT.lock().unwrap() == 0 {
        println!("sold out");
        return;
    }

    pay();
    let mut left = LEFT.lock().unwrap();
    if *left > 0 {
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
