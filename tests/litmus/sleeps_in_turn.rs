//! Five threads sleep for one second each, but each is joined before the next one begins.
//!
//! Source: the first mistake of a learner who measures.
//! Expected: ok; all of it takes five seconds.

use std::thread;
use std::time::Duration;

fn main() {
    for _ in 0..5 {
        thread::spawn(|| thread::sleep(Duration::from_secs(1)))
            .join()
            .unwrap();
    }
}
