//! A spinning task lets the one that it waits for go on; the rest of `std::hint` is std's own.

use std::hint;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

static READY: AtomicBool = AtomicBool::new(false);

fn main() {
    let other = thread::spawn(|| READY.store(true, Ordering::Release));
    while !READY.load(Ordering::Acquire) {
        hint::spin_loop();
    }
    other.join().unwrap();
    while !READY.load(Ordering::Acquire) {
        core::hint::spin_loop();
    }
    println!(
        "{} {}",
        hint::black_box(3),
        hint::select_unpredictable(true, 1, 2)
    );
}
