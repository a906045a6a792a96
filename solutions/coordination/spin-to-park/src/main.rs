//! A guest waits for the soup and a cook makes it. The guest sleeps until the cook says that it is ready.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

/// Whether the soup is on the table.
static READY: AtomicBool = AtomicBool::new(false);

/// Cooks, serves, and cleans up.
fn cook(guest: &Thread) {
    thread::sleep(Duration::from_millis(200));
    println!("the soup is ready");
    READY.store(true, Ordering::Release);
    guest.unpark();

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

/// Sleeps until the soup is ready. `park` may wake up for no reason, hence the loop.
fn wait_for_soup() {
    while !READY.load(Ordering::Acquire) {
        thread::park();
    }
}

fn main() {
    let guest = thread::current();
    let cook = thread::spawn(move || cook(&guest));

    wait_for_soup();
    println!("the soup is eaten");

    cook.join().unwrap();
}
