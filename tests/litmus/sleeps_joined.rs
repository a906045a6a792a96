//! Five threads sleep for one second each, side by side.
//!
//! Source: the first thing a learner measures.
//! Expected: ok; all of it takes one second.

use std::thread;
use std::time::Duration;

fn main() {
    let sleepers: Vec<_> = (0..5)
        .map(|_| thread::spawn(|| thread::sleep(Duration::from_secs(1))))
        .collect();
    for sleeper in sleepers {
        sleeper.join().unwrap();
    }
}
