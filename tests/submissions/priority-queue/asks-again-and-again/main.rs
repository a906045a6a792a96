//! Looks every few milliseconds whether somebody has come, though whoever comes could say so.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

type Patient = (u32, &'static str);

/// A `BinaryHeap` has its greatest item on top, and `Reverse` turns the comparison round.
struct WaitingRoom {
    patients: Mutex<BinaryHeap<Reverse<Patient>>>,
}

impl WaitingRoom {
    const fn new() -> Self {
        WaitingRoom {
            patients: Mutex::new(BinaryHeap::new()),
        }
    }

    fn put(&self, patient: Patient) {
        self.patients.lock().unwrap().push(Reverse(patient));
    }

    fn get(&self) -> Patient {
        loop {
            if let Some(Reverse(patient)) = self.patients.lock().unwrap().pop() {
                return patient;
            }
            thread::sleep(Duration::from_millis(10)); //~ SERIAL
        }
    }
}

static ROOM: WaitingRoom = WaitingRoom::new();

fn treat_next() {
    let (urgency, complaint) = ROOM.get();
    println!("{urgency}: {complaint}");
}

fn main() {
    // Three come at once, by three doors.
    let first = [(40, "a cough"), (20, "a burn"), (30, "a cut")];
    for door in first.map(|patient| thread::spawn(move || ROOM.put(patient))) {
        door.join().unwrap();
    }
    treat_next();

    // Two of them are still there when a fourth comes.
    thread::spawn(|| ROOM.put((10, "no pulse"))).join().unwrap();
    for _ in 0..3 {
        treat_next();
    }

    // Now there is nobody, until somebody comes.
    let door = thread::spawn(|| ROOM.put((50, "a prescription")));
    treat_next();
    door.join().unwrap();
}
