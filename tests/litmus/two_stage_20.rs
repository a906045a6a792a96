//! 19 threads each write one number under one lock and, after letting go of it, a second number that depends on the first
//! under another lock. One more thread reads both.
//!
//! Source: `CS.twostage` in `SCTBench`: two stages of locking, 20 threads.
//! Expected: panic; the reader falls between the two stages of whoever is first, before anybody's second stage.

use std::sync::{Arc, Mutex};
use std::thread;

const WRITERS: usize = 19;

struct Stages {
    first: Mutex<u32>,
    second: Mutex<u32>,
}

impl Stages {
    fn write(&self) {
        *self.first.lock().unwrap() = 1;
        *self.second.lock().unwrap() = 2;
    }

    /// Whether the second number is there if the first one is.
    fn read(&self) -> bool {
        let first = *self.first.lock().unwrap();
        first == 0 || *self.second.lock().unwrap() == first + 1
    }
}

fn main() {
    let stages = Arc::new(Stages {
        first: Mutex::new(0),
        second: Mutex::new(0),
    });
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let stages = Arc::clone(&stages);
            thread::spawn(move || stages.write())
        })
        .collect();
    let reader = {
        let stages = Arc::clone(&stages);
        thread::spawn(move || stages.read())
    };
    for writer in writers {
        writer.join().unwrap();
    }
    assert!(
        reader.join().unwrap(),
        "the first number is there without the second"
    );
}
