//! Wakes the guest before the flag is up: the guest looks, sees nothing, and goes back to sleep.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

static READY: AtomicBool = AtomicBool::new(false);

fn cook(guest: &Thread) {
    thread::sleep(Duration::from_millis(200));
    println!("the soup is ready");
    guest.unpark();
    READY.store(true, Ordering::Release);

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

fn wait_for_soup() {
    while !READY.load(Ordering::Acquire) {
        thread::park(); //~ LOST-WAKEUP
    }
}

fn main() {
    let guest = thread::current();
    let cook = thread::spawn(move || cook(&guest));

    wait_for_soup();
    println!("the soup is eaten");

    cook.join().unwrap();
}
