//! Load buffering: each thread loads one variable and then stores the other's.
//!
//! Source: Alglave, Maranget and Tautschnig, "Herding cats" (TOPLAS 2014), test LB.
//! Expected: race of three outcomes; never `1 1` under sequential consistency.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

struct Shared {
    x: AtomicU32,
    y: AtomicU32,
}

fn main() {
    let shared = Arc::new(Shared {
        x: AtomicU32::new(0),
        y: AtomicU32::new(0),
    });
    let left = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let seen = shared.x.load(SeqCst);
            shared.y.store(1, SeqCst);
            seen
        })
    };
    let right = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let seen = shared.y.load(SeqCst);
            shared.x.store(1, SeqCst);
            seen
        })
    };
    println!("{} {}", left.join().unwrap(), right.join().unwrap());
}
