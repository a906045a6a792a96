//! A guest waits for three dishes and a cook makes them. The guest sleeps until the cook says that one is ready.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

/// How many dishes have been put on the table.
static SERVED: AtomicU32 = AtomicU32::new(0);

/// Says that a dish is ready, puts it on the table and wakes the guest.
fn serve(guest: &Thread, dishes: u32, dish: &str) {
    println!("the {dish} is ready");
    SERVED.store(dishes, Ordering::Release);
    guest.unpark();
}

/// Serves bread and butter at once and the soup when it is done, and cleans up.
fn cook(guest: &Thread) {
    serve(guest, 1, "bread");
    serve(guest, 2, "butter");
    thread::sleep(Duration::from_millis(200));
    serve(guest, 3, "soup");

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

/// Sleeps until so many dishes have been served. `park` may wake up for an earlier dish or for none, hence the loop.
fn wait_for(dishes: u32) {
    while SERVED.load(Ordering::Acquire) < dishes {
        thread::park();
    }
}

fn main() {
    let guest = thread::current();
    let cook = thread::spawn(move || cook(&guest));

    for (dishes, dish) in [(1, "bread"), (2, "butter"), (3, "soup")] {
        wait_for(dishes);
        println!("the {dish} is eaten");
    }

    cook.join().unwrap();
}
