//! Puts the dish on the table and says so afterwards: who is awake eats what has not been announced.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

static SERVED: AtomicU32 = AtomicU32::new(0);

fn serve(guest: &Thread, dishes: u32, dish: &str) {
    SERVED.store(dishes, Ordering::Release);
    println!("the {dish} is ready");
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
    while SERVED.load(Ordering::Acquire) < dishes {
        thread::park();
    }
}

fn main() {
    let guest = thread::current();
    let cook = thread::spawn(move || cook(&guest));

    for (dishes, dish) in [(1, "bread"), (2, "butter"), (3, "soup")] {
        wait_for(dishes);
        println!("the {dish} is eaten"); //~ RACE
    }

    cook.join().unwrap();
}
