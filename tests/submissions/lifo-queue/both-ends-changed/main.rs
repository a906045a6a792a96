//! Puts at the front and takes from the back: both ends have changed, and it is a queue again.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Pile {
    plates: Mutex<VecDeque<u32>>,
    filled: Condvar,
}

impl Pile {
    const fn new() -> Self {
        Pile {
            plates: Mutex::new(VecDeque::new()),
            filled: Condvar::new(),
        }
    }

    fn put(&self, plate: u32) {
        self.plates.lock().unwrap().push_front(plate);
        self.filled.notify_one();
    }

    /// Waits while there is none.
    fn get(&self) -> u32 {
        let mut plates = self.plates.lock().unwrap();
        loop {
            if let Some(plate) = plates.pop_back() {
                return plate;
            }
            plates = self.filled.wait(plates).unwrap();
        }
    }
}

static PILE: Pile = Pile::new();

fn main() {
    let washer = thread::spawn(|| {
        for plate in 1..=3 {
            PILE.put(plate);
        }
    });
    washer.join().unwrap();
    for _ in 0..3 {
        println!("took plate {}", PILE.get()); //~ WRONG
    }

    // There is no plate now. The next one is washed while the table is laid, which takes as long.
    let washer = thread::spawn(|| {
        thread::sleep(Duration::from_millis(100));
        PILE.put(4);
    });
    thread::sleep(Duration::from_millis(100));
    println!("took plate {}", PILE.get());
    washer.join().unwrap();
}
