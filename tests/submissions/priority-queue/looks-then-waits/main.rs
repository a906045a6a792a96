//! Lets go of the lock between the look and the wait: who comes in that moment wakes nobody.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Condvar, Mutex};
use std::thread;

type Patient = (u32, &'static str);

/// A `BinaryHeap` has its greatest item on top, and `Reverse` turns the comparison round.
struct WaitingRoom {
    patients: Mutex<BinaryHeap<Reverse<Patient>>>,
    filled: Condvar,
}

impl WaitingRoom {
    const fn new() -> Self {
        WaitingRoom {
            patients: Mutex::new(BinaryHeap::new()),
            filled: Condvar::new(),
        }
    }

    fn put(&self, patient: Patient) {
        self.patients.lock().unwrap().push(Reverse(patient));
        self.filled.notify_one();
    }

    /// Waits while there is nobody.
    fn get(&self) -> Patient {
        while self.patients.lock().unwrap().is_empty() {
            let patients = self.patients.lock().unwrap();
            drop(self.filled.wait(patients).unwrap()); //~ LOST-WAKEUP
        }
        self.patients.lock().unwrap().pop().unwrap().0
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
