//! Takes the top plate at once; where there is none, the program ends instead of waiting.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

struct Pile {
    plates: Mutex<Vec<u32>>,
}

impl Pile {
    const fn new() -> Self {
        Pile {
            plates: Mutex::new(Vec::new()),
        }
    }

    fn put(&self, plate: u32) {
        self.plates.lock().unwrap().push(plate);
    }

    fn get(&self) -> u32 {
        self.plates.lock().unwrap().pop().unwrap() //~ PANIC
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
