//! Store buffering: each thread stores one variable and then loads the other's.
//!
//! Source: Sewell and others, "x86-TSO" (CACM 2010), test SB.
//! Expected: race of three outcomes; never `0 0` under sequential consistency.

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
            shared.x.store(1, SeqCst);
            shared.y.load(SeqCst)
        })
    };
    let right = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            shared.y.store(1, SeqCst);
            shared.x.load(SeqCst)
        })
    };
    println!("{} {}", left.join().unwrap(), right.join().unwrap());
}
