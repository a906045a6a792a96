//! A guest waits for the soup by asking for it a million times a second. That keeps a processor busy.
//!
//! Let the guest sleep instead, and let the cook wake the guest when the soup is ready.
//! The lesson is in `README.md`, next to `src`.

use std::hint;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Whether the soup is on the table.
static READY: AtomicBool = AtomicBool::new(false);

/// Cooks, serves, and cleans up.
fn cook() {
    thread::sleep(Duration::from_millis(200));
    println!("the soup is ready");
    READY.store(true, Ordering::Release);

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

/// Asks again and again until the soup is ready.
fn wait_for_soup() {
    while !READY.load(Ordering::Acquire) {
        hint::spin_loop();
    }
}

fn main() {
    let cook = thread::spawn(cook);

    wait_for_soup();
    println!("the soup is eaten");

    cook.join().unwrap();
}
