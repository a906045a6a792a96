//! Three builders raise a house of three floors. The barrier between the floors works once.
//!
//! After the first floor nobody waits any more. Make `wait` hold in every round, not only in the first.
//! The lesson is in `README.md`, next to `src`.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// A point that nobody passes before all have come.
struct Barrier {
    size: u32,
    arrived: Mutex<u32>,
    complete: Condvar,
}

impl Barrier {
    const fn new(size: u32) -> Self {
        Self {
            size,
            arrived: Mutex::new(0),
            complete: Condvar::new(),
        }
    }

    /// Returns when all have come.
    fn wait(&self) {
        let mut arrived = self.arrived.lock().unwrap();
        *arrived += 1;
        if *arrived == self.size {
            self.complete.notify_all();
        }
        while *arrived < self.size {
            arrived = self.complete.wait(arrived).unwrap();
        }
    }
}

static FLOOR_FINISHED: Barrier = Barrier::new(3);

/// Works on each floor for `pace` milliseconds, which may be none at all.
fn builder(name: &str, pace: u64) {
    for floor in 1..=3 {
        thread::sleep(Duration::from_millis(pace));
        println!("{name} has done floor {floor}");
        FLOOR_FINISHED.wait();
    }
}

fn main() {
    thread::scope(|site| {
        site.spawn(|| builder("ann", 0));
        site.spawn(|| builder("bob", 100));
        site.spawn(|| builder("eve", 100));
    });
}
