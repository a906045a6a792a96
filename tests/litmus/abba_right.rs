//! Two threads take the same two locks in the same order.
//!
//! Source: the textbook's remedy for the textbook's deadlock.
//! Expected: ok; whoever has the first lock has both.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let a = Arc::new(Mutex::new(0));
    let b = Arc::new(Mutex::new(0));
    let transfers: Vec<_> = [1, -1]
        .into_iter()
        .map(|amount| {
            let (a, b) = (Arc::clone(&a), Arc::clone(&b));
            thread::spawn(move || {
                let mut from = a.lock().unwrap();
                let mut to = b.lock().unwrap();
                *from -= amount;
                *to += amount;
            })
        })
        .collect();
    for transfer in transfers {
        transfer.join().unwrap();
    }
    println!("{} {}", a.lock().unwrap(), b.lock().unwrap());
}
