//! Checks and takes in one critical section, and looks up afterwards which ticket it was. By then another
//! counter may have taken the next one.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

static LEFT: Mutex<i32> = Mutex::new(2);

fn pay() {
    thread::sleep(Duration::from_millis(200));
}

fn take() -> bool {
    let mut left = LEFT.lock().unwrap();
    if *left > 0 {
        *left -= 1;
        return true;
    }
    false
}

fn sell() {
    pay();
    if take() {
        let ticket = *LEFT.lock().unwrap() + 1; //~ RACE
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
    println!("left: {}", LEFT.lock().unwrap());
}
