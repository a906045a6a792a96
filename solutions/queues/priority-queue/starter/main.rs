//! Patients come to the emergency room, each with a number that says how urgent it is: the smaller, the
//! sooner. But they are treated in the order in which they came.
//!
//! Let the most urgent one be next. The lesson is in `README.md`, next to `src`.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread;

type Patient = (u32, &'static str);

struct WaitingRoom {
    patients: Mutex<VecDeque<Patient>>,
    filled: Condvar,
}

impl WaitingRoom {
    const fn new() -> Self {
        WaitingRoom {
            patients: Mutex::new(VecDeque::new()),
            filled: Condvar::new(),
        }
    }

    fn put(&self, patient: Patient) {
        self.patients.lock().unwrap().push_back(patient);
        self.filled.notify_one();
    }

    /// Waits while there is nobody.
    fn get(&self) -> Patient {
        let mut patients = self.patients.lock().unwrap();
        loop {
            if let Some(patient) = patients.pop_front() {
                return patient;
            }
            patients = self.filled.wait(patients).unwrap();
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
