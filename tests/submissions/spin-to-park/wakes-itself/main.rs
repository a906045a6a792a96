//! `thread::current()` in the cook is the cook: it wakes itself, and nobody wakes the guest.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

static SERVED: AtomicU32 = AtomicU32::new(0);

fn serve(dishes: u32, dish: &str) {
    println!("the {dish} is ready");
    SERVED.store(dishes, Ordering::Release);
    thread::current().unpark();
}

fn cook() {
    serve(1, "bread");
    serve(2, "butter");
    thread::sleep(Duration::from_millis(200));
    serve(3, "soup");

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

fn wait_for(dishes: u32) {
    while SERVED.load(Ordering::Acquire) < dishes {
        thread::park(); //~ DEADLOCK
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
