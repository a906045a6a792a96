//! Three threads add 1, add 2 and look whether the sum is 3 already, each under the lock.
//!
//! Source: `CS.lazy01` in `SCTBench`.
//! Expected: panic; two of the six orders put the look last.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let sum = Arc::new(Mutex::new(0));
    let adders: Vec<_> = [1, 2]
        .into_iter()
        .map(|amount| {
            let sum = Arc::clone(&sum);
            thread::spawn(move || *sum.lock().unwrap() += amount)
        })
        .collect();
    let early = {
        let sum = Arc::clone(&sum);
        thread::spawn(move || *sum.lock().unwrap() < 3)
    };
    for adder in adders {
        adder.join().unwrap();
    }
    assert!(early.join().unwrap(), "the sum was complete already");
}
