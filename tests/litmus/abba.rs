//! Two threads take the same two locks in opposite orders.
//!
//! Source: the textbook's deadlock; `CS.deadlock01` in `SCTBench`.
//! Expected: deadlock when each has its first lock.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let a = Arc::new(Mutex::new(0));
    let b = Arc::new(Mutex::new(0));
    let forth = {
        let (a, b) = (Arc::clone(&a), Arc::clone(&b));
        thread::spawn(move || {
            let mut from = a.lock().unwrap();
            let mut to = b.lock().unwrap();
            *from -= 1;
            *to += 1;
        })
    };
    let back = {
        let (a, b) = (Arc::clone(&a), Arc::clone(&b));
        thread::spawn(move || {
            let mut from = b.lock().unwrap();
            let mut to = a.lock().unwrap();
            *from -= 1;
            *to += 1;
        })
    };
    forth.join().unwrap();
    back.join().unwrap();
}
