//! Wakes the guest before the dish is on the table: the guest looks, sees nothing, and goes back to sleep.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

static SERVED: AtomicU32 = AtomicU32::new(0);

fn serve(guest: &Thread, dishes: u32, dish: &str) {
    println!("the {dish} is ready");
    guest.unpark();
    SERVED.store(dishes, Ordering::Release);
}

fn cook(guest: &Thread) {
    serve(guest, 1, "bread");
    serve(guest, 2, "butter");
    thread::sleep(Duration::from_millis(200));
    serve(guest, 3, "soup");

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

fn wait_for(dishes: u32) {
    while SERVED.load(Ordering::Acquire) < dishes {
        thread::park(); //~ LOST-WAKEUP
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
