//! Nothing slow stands between check and sale any more, but they still lock one after the other.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

static LEFT: Mutex<i32> = Mutex::new(2);

fn pay() {
    thread::sleep(Duration::from_millis(200));
}

fn sell() {
    pay();
    if *LEFT.lock().unwrap() > 0 {
        let mut left = LEFT.lock().unwrap(); //~ RACE
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
