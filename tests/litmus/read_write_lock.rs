//! A home-made read-write lock. A reader who leaves reads the number of readers and writes it back in two steps, so the
//! number goes wrong: too high, and the writer waits for ever; too low, and it writes under a reader's eyes.
//!
//! Source: `read_write_lock` in the benchmarks of ESBMC and of SV-COMP.
//! Expected: deadlock, and in other schedules panic.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct State {
    readers: u32,
    writing: bool,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    x: AtomicU32,
    y: AtomicU32,
}

impl Shared {
    /// Whether both variables were found equal.
    fn read(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        while state.writing {
            state = self.changed.wait(state).unwrap();
        }
        state.readers += 1;
        drop(state);
        let equal = self.x.load(SeqCst) == self.y.load(SeqCst);
        let readers = self.state.lock().unwrap().readers;
        self.state.lock().unwrap().readers = readers - 1;
        self.changed.notify_all();
        equal
    }

    fn write(&self) {
        let mut state = self.state.lock().unwrap();
        while state.writing || state.readers > 0 {
            state = self.changed.wait(state).unwrap();
        }
        state.writing = true;
        drop(state);
        self.x.store(1, SeqCst);
        self.y.store(1, SeqCst);
        self.state.lock().unwrap().writing = false;
        self.changed.notify_all();
    }
}

fn main() {
    let shared = Arc::new(Shared {
        state: Mutex::new(State {
            readers: 0,
            writing: false,
        }),
        changed: Condvar::new(),
        x: AtomicU32::new(0),
        y: AtomicU32::new(0),
    });
    let readers: Vec<_> = (0..2)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.read())
        })
        .collect();
    shared.write();
    let mut equal = true;
    for reader in readers {
        equal &= reader.join().unwrap();
    }
    assert!(equal, "a reader saw half of what was written");
}
