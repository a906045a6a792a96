//! Waits as it should, but the washer who puts a plate wakes nobody.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Pile {
    plates: Mutex<Vec<u32>>,
    filled: Condvar,
}

impl Pile {
    const fn new() -> Self {
        Pile {
            plates: Mutex::new(Vec::new()),
            filled: Condvar::new(),
        }
    }

    fn put(&self, plate: u32) {
        self.plates.lock().unwrap().push(plate);
    }

    /// Waits while there is none.
    fn get(&self) -> u32 {
        let mut plates = self.plates.lock().unwrap();
        loop {
            if let Some(plate) = plates.pop() {
                return plate;
            }
            plates = self.filled.wait(plates).unwrap(); //~ DEADLOCK
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
        println!("took plate {}", PILE.get());
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
