//! Independent reads of independent writes: two readers load two variables in opposite orders while two writers store
//! them.
//!
//! Source: Boehm and Adve, "Foundations of the C++ concurrency memory model" (PLDI 2008), test IRIW.
//! Expected: race of fifteen outcomes; never `1 0 1 0`, in which the readers disagree about which store came first.

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
    let writers = [0, 1].map(|which| {
        let shared = Arc::clone(&shared);
        thread::spawn(move || if which == 0 { &shared.x } else { &shared.y }.store(1, SeqCst))
    });
    let forth = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || (shared.x.load(SeqCst), shared.y.load(SeqCst)))
    };
    let back = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || (shared.y.load(SeqCst), shared.x.load(SeqCst)))
    };
    for writer in writers {
        writer.join().unwrap();
    }
    let ((x, then_y), (y, then_x)) = (forth.join().unwrap(), back.join().unwrap());
    println!("{x} {then_y} {y} {then_x}");
}
