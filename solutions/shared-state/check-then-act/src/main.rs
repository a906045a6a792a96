//! Two tickets for three customers. Whether there is one left and which one it is are decided in one critical
//! section, so each ticket is sold once.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// How many tickets are left. The next one to be sold has this number, the last one is number 1.
static LEFT: Mutex<i32> = Mutex::new(2);

/// Takes the next ticket, if there is one. From then on nobody else can get it.
fn take() -> Option<i32> {
    let mut left = LEFT.lock().unwrap();
    if *left == 0 {
        return None;
    }
    let ticket = *left;
    *left -= 1;
    Some(ticket)
}

/// The customer pays. That takes a moment.
fn pay() {
    thread::sleep(Duration::from_millis(200));
}

/// Serves one customer. The ticket is put aside before the paying, which then needs no lock.
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
