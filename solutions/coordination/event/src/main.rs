//! A park with a gate: `main` opens and shuts it with an event, and whoever finds it shut waits.

use std::sync::{Condvar, Mutex};
use std::thread;

/// A flag to wait for, like Python's `threading.Event`.
struct Event {
    flag: Mutex<bool>,
    changed: Condvar,
}

impl Event {
    const fn new() -> Self {
        Self {
            flag: Mutex::new(false),
            changed: Condvar::new(),
        }
    }

    /// Raises the flag and wakes everybody who waits for it.
    fn set(&self) {
        *self.flag.lock().unwrap() = true;
        self.changed.notify_all();
    }

    /// Returns as soon as the flag is up, which may be at once.
    fn wait(&self) {
        let mut flag = self.flag.lock().unwrap();
        while !*flag {
            flag = self.changed.wait(flag).unwrap();
        }
    }

    /// Lowers the flag: from now on, `wait` waits.
    fn clear(&self) {
        *self.flag.lock().unwrap() = false;
    }
}

fn visitor(name: &str, gate: &Event) {
    gate.wait();
    println!("{name} enters");
}

fn main() {
    let gate = Event::new();

    thread::scope(|park| {
        park.spawn(|| visitor("ann", &gate));
        park.spawn(|| visitor("bob", &gate));
        println!("morning: the gate opens");
        gate.set();
    });

    println!("noon: the gate shuts");
    gate.clear();

    thread::scope(|park| {
        park.spawn(|| visitor("eve", &gate));
        println!("afternoon: the gate opens");
        gate.set();
    });
}
