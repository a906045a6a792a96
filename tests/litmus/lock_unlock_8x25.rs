//! Eight threads each take one lock and let go of it 25 times.
//!
//! Source: the smallest program whose schedules can be counted on paper; one schedule for each order of taking it.
//! Expected: ok.

use std::sync::{Arc, Mutex};
use std::thread;

const THREADS: usize = 8;
const TIMES: usize = 25;

fn main() {
    let lock = Arc::new(Mutex::new(0));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let lock = Arc::clone(&lock);
            thread::spawn(move || {
                for _ in 0..TIMES {
                    *lock.lock().unwrap() += 1;
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(*lock.lock().unwrap(), THREADS * TIMES, "an addition was lost");
}
