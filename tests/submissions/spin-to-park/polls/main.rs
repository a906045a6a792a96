//! Sleeps a little between two looks: less work for nothing, and the soup gets cold.

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
    while !READY.load(Ordering::Acquire) {
        thread::sleep(Duration::from_millis(30)); //~ WRONG
    }
}

fn main() {
    let cook = thread::spawn(cook);

    wait_for_soup();
    println!("the soup is eaten");

    cook.join().unwrap();
}
