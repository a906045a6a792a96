//! A guest waits for three dishes by asking for them a million times a second. That keeps a processor busy.
//!
//! Let the guest sleep instead, and let the cook wake the guest when a dish is ready.
//! The lesson is in `README.md`, next to `src`.

use std::hint;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

/// How many dishes have been put on the table.
static SERVED: AtomicU32 = AtomicU32::new(0);

/// Says that a dish is ready and puts it on the table.
fn serve(dishes: u32, dish: &str) {
    println!("the {dish} is ready");
    SERVED.store(dishes, Ordering::Release);
}

/// Serves bread and butter at once and the soup when it is done, and cleans up.
fn cook() {
    serve(1, "bread");
    serve(2, "butter");
    thread::sleep(Duration::from_millis(200));
    serve(3, "soup");

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

/// Asks again and again until so many dishes have been served.
fn wait_for(dishes: u32) {
    while SERVED.load(Ordering::Acquire) < dishes {
        hint::spin_loop();
    }
}

fn main() {
    let cook = thread::spawn(cook);

    for (dishes, dish) in [(1, "bread"), (2, "butter"), (3, "soup")] {
        wait_for(dishes);
        println!("the {dish} is eaten");
    }

    cook.join().unwrap();
}
