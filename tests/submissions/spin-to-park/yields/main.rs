//! Offers the processor to others at each turn, and takes it back at once if nobody wants it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

static SERVED: AtomicU32 = AtomicU32::new(0);

fn serve(dishes: u32, dish: &str) {
    println!("the {dish} is ready");
    SERVED.store(dishes, Ordering::Release);
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
    while SERVED.load(Ordering::Acquire) < dishes { //~ WRONG
        thread::yield_now();
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
