//! Parks once and does not look again: what wakes the guest may have been meant for the bread.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

static SERVED: AtomicU32 = AtomicU32::new(0);

fn serve(guest: &Thread, dishes: u32, dish: &str) {
    println!("the {dish} is ready");
    SERVED.store(dishes, Ordering::Release);
    guest.unpark();
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
    if SERVED.load(Ordering::Acquire) < dishes { //~ RACE
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
