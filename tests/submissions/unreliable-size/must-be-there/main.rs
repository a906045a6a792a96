//! Does not wait at the counter, but is sure that the dish it has seen must still be there.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Queue {
    items: Mutex<VecDeque<String>>,
    filled: Condvar,
}

impl Queue {
    const fn new() -> Self {
        Queue {
            items: Mutex::new(VecDeque::new()),
            filled: Condvar::new(),
        }
    }

    fn put(&self, item: String) {
        self.items.lock().unwrap().push_back(item);
        self.filled.notify_one();
    }

    /// Waits while the queue is empty.
    fn get(&self) -> String {
        let mut items = self.items.lock().unwrap();
        loop {
            if let Some(item) = items.pop_front() {
                return item;
            }
            items = self.filled.wait(items).unwrap();
        }
    }

    fn is_empty(&self) -> bool {
        self.items.lock().unwrap().is_empty()
    }
}

static COUNTER: Queue = Queue::new();
static EATEN: Queue = Queue::new();

fn guest(walk: u64) {
    while !COUNTER.is_empty() {
        thread::sleep(Duration::from_millis(walk)); // from the table to the counter
        let dish = COUNTER.items.lock().unwrap().pop_front();
        EATEN.put(dish.unwrap()); //~ PANIC
    }
    println!("a guest leaves");
}

fn main() {
    for dish in ["rice", "soup"] {
        COUNTER.put(dish.to_owned());
    }

    // guest-2 sits twice as far from the counter.
    let guests = [(1, 50), (2, 100)].map(|(n, walk)| {
        thread::Builder::new()
            .name(format!("guest-{n}"))
            .spawn(move || guest(walk))
            .unwrap()
    });
    for _ in 0..2 {
        println!("eaten: {}", EATEN.get());
    }
    for guest in guests {
        guest.join().unwrap();
    }
    println!("all gone");
}
