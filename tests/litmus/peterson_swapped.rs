//! Peterson's algorithm with its first two steps swapped: let the other go first, then say that you want.
//!
//! Source: Peterson, "Myths about the mutual exclusion problem" (IPL 1981), with the usual mistake.
//! Expected: panic; both are inside.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering::SeqCst};
use std::{hint, thread};

#[derive(Default)]
struct Lock {
    interested: [AtomicBool; 2],
    turn: AtomicUsize,
}

impl Lock {
    fn lock(&self, me: usize) {
        self.turn.store(1 - me, SeqCst);
        self.interested[me].store(true, SeqCst);
        while self.interested[1 - me].load(SeqCst) && self.turn.load(SeqCst) != me {
            hint::spin_loop();
        }
    }

    fn unlock(&self, me: usize) {
        self.interested[me].store(false, SeqCst);
    }
}

fn main() {
    let lock = Arc::new(Lock::default());
    let inside = Arc::new(AtomicU32::new(0));
    let threads = [0, 1].map(|me| {
        let (lock, inside) = (Arc::clone(&lock), Arc::clone(&inside));
        thread::spawn(move || {
            lock.lock(me);
            let alone = inside.fetch_add(1, SeqCst) == 0;
            inside.fetch_sub(1, SeqCst);
            lock.unlock(me);
            alone
        })
    });
    let mut alone = true;
    for thread in threads {
        alone &= thread.join().unwrap();
    }
    assert!(alone, "both were inside");
}
