//! Right in another way: a number in a mutex and a condition variable.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

static SERVED: Mutex<u32> = Mutex::new(0);
static CHANGED: Condvar = Condvar::new();

fn serve(dishes: u32, dish: &str) {
    println!("the {dish} is ready");
    *SERVED.lock().unwrap() = dishes;
    CHANGED.notify_all();
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
    let mut served = SERVED.lock().unwrap();
    while *served < dishes {
        served = CHANGED.wait(served).unwrap();
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
