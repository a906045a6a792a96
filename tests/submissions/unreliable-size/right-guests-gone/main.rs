//! Needs no waiting at all: `main` looks at the plates when both guests have left.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

struct Queue {
    items: Mutex<VecDeque<String>>,
}

impl Queue {
    const fn new() -> Self {
        Queue {
            items: Mutex::new(VecDeque::new()),
        }
    }

    fn put(&self, item: String) {
        self.items.lock().unwrap().push_back(item);
    }

    /// Takes an item if there is one, and does not wait.
    fn try_get(&self) -> Option<String> {
        self.items.lock().unwrap().pop_front()
    }
}

static COUNTER: Queue = Queue::new();
static EATEN: Queue = Queue::new();

fn guest(walk: u64) {
    loop {
        thread::sleep(Duration::from_millis(walk)); // from the table to the counter
        let Some(dish) = COUNTER.try_get() else { break };
        EATEN.put(dish);
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
    for guest in guests {
        guest.join().unwrap();
    }
    while let Some(dish) = EATEN.try_get() {
        println!("eaten: {dish}");
    }
    println!("all gone");
}
