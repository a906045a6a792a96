//! Message passing: one thread stores the data `x` and then the flag `y`, the other loads the flag and then the data.
//!
//! Source: Sewell and others, "x86-TSO" (CACM 2010), test MP.
//! Expected: race of three outcomes; never `1 0`, the flag without the data.

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
    let writer = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            shared.x.store(1, SeqCst);
            shared.y.store(1, SeqCst);
        })
    };
    let reader = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let flag = shared.y.load(SeqCst);
            (flag, shared.x.load(SeqCst))
        })
    };
    writer.join().unwrap();
    let (flag, data) = reader.join().unwrap();
    println!("{flag} {data}");
}
