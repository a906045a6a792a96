//! A park with a gate: visitors wait for it to open. Those who come a moment too late wait for ever.
//!
//! `set` wakes whoever is waiting at that moment and leaves no trace of it. Give the event a flag, and
//! make `set`, `wait` and `clear` agree on it. The lesson is in `README.md`, next to `src`.

use std::sync::{Condvar, Mutex};
use std::thread;

/// Something to wait for, like Python's `threading.Event`. So far it has no flag.
struct Event {
    lock: Mutex<()>,
    changed: Condvar,
}

impl Event {
    const fn new() -> Self {
        Self {
            lock: Mutex::new(()),
            changed: Condvar::new(),
        }
    }

    /// Lets everybody go on who waits, and whoever comes later.
    fn set(&self) {
        self.changed.notify_all();
    }

    /// Waits for `set`, unless it has happened already.
    fn wait(&self) {
        let guard = self.lock.lock().unwrap();
        drop(self.changed.wait(guard).unwrap());
    }

    /// Makes those wait who come from now on.
    fn clear(&self) {}
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
