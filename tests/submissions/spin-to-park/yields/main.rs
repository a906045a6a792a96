//! Offers the processor to others at each turn, and takes it back at once if nobody wants it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

static READY: AtomicBool = AtomicBool::new(false);

fn cook() {
    thread::sleep(Duration::from_millis(200));
    println!("the soup is ready");
    READY.store(true, Ordering::Release);

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

fn wait_for_soup() {
    while !READY.load(Ordering::Acquire) { //~ WRONG
        thread::yield_now();
    }
}

fn main() {
    let cook = thread::spawn(cook);

    wait_for_soup();
    println!("the soup is eaten");

    cook.join().unwrap();
}
