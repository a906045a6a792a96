//! The last one sets the counter back at once: the others wake up, find zero and wait again.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

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

    fn wait(&self) {
        let mut arrived = self.arrived.lock().unwrap();
        *arrived += 1;
        if *arrived == self.size {
            *arrived = 0;
            self.complete.notify_all();
            return;
        }
        while *arrived < self.size {
            arrived = self.complete.wait(arrived).unwrap(); //~ DEADLOCK
        }
    }
}

static FLOOR_FINISHED: Barrier = Barrier::new(3);

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
