//! Opens the gate late, so that everybody is probably asleep by then. A visitor who is slower is never woken.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

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

    fn set(&self) {
        self.changed.notify_all();
    }

    fn wait(&self) {
        let guard = self.lock.lock().unwrap();
        drop(self.changed.wait(guard).unwrap()); //~ SLEEP-SYNC
    }

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
        thread::sleep(Duration::from_millis(100));
        println!("morning: the gate opens");
        gate.set();
    });

    println!("noon: the gate shuts");
    gate.clear();

    thread::scope(|park| {
        park.spawn(|| visitor("eve", &gate));
        thread::sleep(Duration::from_millis(100));
        println!("afternoon: the gate opens");
        gate.set();
    });
}
