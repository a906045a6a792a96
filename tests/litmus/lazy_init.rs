//! Double-checked locking that says "ready" before the value is there.
//!
//! Source: Bacon and others, "The double-checked locking is broken declaration" (2000), as one schedule.
//! Expected: panic; the second thread takes the short way between the two stores.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;

struct Lazy {
    ready: AtomicBool,
    initialising: Mutex<()>,
    value: AtomicU32,
}

impl Lazy {
    fn get(&self) -> u32 {
        if !self.ready.load(SeqCst) {
            let _guard = self.initialising.lock().unwrap();
            if !self.ready.load(SeqCst) {
                self.ready.store(true, SeqCst);
                self.value.store(42, SeqCst);
            }
        }
        self.value.load(SeqCst)
    }
}

fn main() {
    let lazy = Arc::new(Lazy {
        ready: AtomicBool::new(false),
        initialising: Mutex::new(()),
        value: AtomicU32::new(0),
    });
    let readers: Vec<_> = (0..2)
        .map(|_| {
            let lazy = Arc::clone(&lazy);
            thread::spawn(move || lazy.get())
        })
        .collect();
    for reader in readers {
        assert_eq!(reader.join().unwrap(), 42, "read before it was initialised");
    }
}
