//! The last one to leave sets the counter back. Whoever is quick enough to come round before that is counted too early.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Count {
    arrived: u32,
    left: u32,
}

struct Barrier {
    size: u32,
    count: Mutex<Count>,
    complete: Condvar,
}

impl Barrier {
    const fn new(size: u32) -> Self {
        Self {
            size,
            count: Mutex::new(Count { arrived: 0, left: 0 }),
            complete: Condvar::new(),
        }
    }

    fn wait(&self) {
        let mut count = self.count.lock().unwrap();
        count.arrived += 1;
        if count.arrived == self.size {
            self.complete.notify_all();
        }
        while count.arrived < self.size {
            count = self.complete.wait(count).unwrap(); //~ LOST-WAKEUP
        }
        count.left += 1;
        if count.left == self.size {
            count.arrived = 0;
            count.left = 0;
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
