//! `thread::current()` in the cook is the cook: it wakes itself, and nobody wakes the guest.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

static READY: AtomicBool = AtomicBool::new(false);

fn cook() {
    thread::sleep(Duration::from_millis(200));
    println!("the soup is ready");
    READY.store(true, Ordering::Release);
    thread::current().unpark();

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

fn wait_for_soup() {
    while !READY.load(Ordering::Acquire) {
        thread::park(); //~ DEADLOCK
    }
}

fn main() {
    let cook = thread::spawn(cook);

    wait_for_soup();
    println!("the soup is eaten");

    cook.join().unwrap();
}
