//! The barrier is made for three; main forgets to come.

use std::sync::{Arc, Barrier};
use std::thread;

fn main() {
    let gate = Arc::new(Barrier::new(3));
    let racers: Vec<_> = (0..2)
        .map(|_| {
            let gate = Arc::clone(&gate);
            thread::spawn(move || {
                gate.wait();
            })
        })
        .collect();
    for racer in racers {
        racer.join().unwrap();
    }
    println!("finish");
}
