//! Raises a flag that `wait` never looks at: whoever comes after `set` sleeps all the same.

use std::sync::{Condvar, Mutex};
use std::thread;

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

    fn set(&self) {
        *self.flag.lock().unwrap() = true;
        self.changed.notify_all();
    }

    fn wait(&self) {
        let flag = self.flag.lock().unwrap();
        drop(self.changed.wait(flag).unwrap()); //~ LOST-WAKEUP
    }

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
