//! Right in another way: a flag in a mutex and a condition variable.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

static READY: Mutex<bool> = Mutex::new(false);
static SERVED: Condvar = Condvar::new();

fn cook() {
    thread::sleep(Duration::from_millis(200));
    println!("the soup is ready");
    *READY.lock().unwrap() = true;
    SERVED.notify_all();

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

fn wait_for_soup() {
    let mut ready = READY.lock().unwrap();
    while !*ready {
        ready = SERVED.wait(ready).unwrap();
    }
}

fn main() {
    let cook = thread::spawn(cook);

    wait_for_soup();
    println!("the soup is eaten");

    cook.join().unwrap();
}
