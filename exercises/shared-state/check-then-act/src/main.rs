//! Two tickets are left, and three counters have a customer each. The program sells three tickets.
//!
//! Every counter checks, under the lock, whether there is a ticket left, and no update is lost. Find out what
//! goes wrong, and let the third customer hear `sold out`. The lesson is in `README.md`, next to `src`.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// How many tickets are left. The next one to be sold has this number, the last one is number 1.
static LEFT: Mutex<i32> = Mutex::new(2);

/// The customer pays. That takes a moment.
fn pay() {
    thread::sleep(Duration::from_millis(200));
}

/// Serves one customer.
fn sell() {
    if *LEFT.lock().unwrap() > 0 {
        pay();
        let mut left = LEFT.lock().unwrap();
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
