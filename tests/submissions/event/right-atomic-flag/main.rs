//! Right with an atomic flag: before it notifies, `set` takes the lock once, so nobody is between the look and the sleep.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Condvar, Mutex};
use std::thread;

struct Event {
    flag: AtomicBool,
    lock: Mutex<()>,
    changed: Condvar,
}

impl Event {
    const fn new() -> Self {
        Self {
            flag: AtomicBool::new(false),
            lock: Mutex::new(()),
            changed: Condvar::new(),
        }
    }

    fn set(&self) {
        self.flag.store(true, SeqCst);
        drop(self.lock.lock().unwrap());
        self.changed.notify_all();
    }

    fn wait(&self) {
        let guard = self.lock.lock().unwrap();
        drop(
            self.changed
                .wait_while(guard, |()| !self.flag.load(SeqCst))
                .unwrap(),
        );
    }

    fn clear(&self) {
        self.flag.store(false, SeqCst);
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
