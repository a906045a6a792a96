//! Lends the pile to scoped threads, which end with their scope, and lets `wait_while` do the loop.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

#[derive(Default)]
struct Pile {
    plates: Mutex<Vec<u32>>,
    filled: Condvar,
}

impl Pile {
    fn put(&self, plate: u32) {
        self.plates.lock().unwrap().push(plate);
        self.filled.notify_one();
    }

    /// Waits while there is none.
    fn get(&self) -> u32 {
        let plates = self.plates.lock().unwrap();
        let mut plates = self.filled.wait_while(plates, |plates| plates.is_empty()).unwrap();
        plates.pop().unwrap()
    }
}

fn main() {
    let pile = Pile::default();

    thread::scope(|scope| {
        scope.spawn(|| (1..=3).for_each(|plate| pile.put(plate)));
    });
    for _ in 0..3 {
        println!("took plate {}", pile.get());
    }

    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(100));
            pile.put(4);
        });
        thread::sleep(Duration::from_millis(100));
        println!("took plate {}", pile.get());
    });
}
