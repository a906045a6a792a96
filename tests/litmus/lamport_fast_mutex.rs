//! Mutual exclusion of two threads by Lamport's fast algorithm: seven accesses to shared variables when nobody else
//! wants in.
//!
//! Source: Lamport, "A fast mutual exclusion algorithm" (TOCS 1987).
//! Expected: ok under sequential consistency.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering::SeqCst};
use std::{hint, thread};

/// Threads are counted from 1 here; 0 is nobody.
#[derive(Default)]
struct Lock {
    wants: [AtomicBool; 2],
    x: AtomicUsize,
    y: AtomicUsize,
}

impl Lock {
    fn lock(&self, me: usize) {
        loop {
            self.wants[me].store(true, SeqCst);
            self.x.store(me + 1, SeqCst);
            if self.y.load(SeqCst) != 0 {
                self.wants[me].store(false, SeqCst);
                while self.y.load(SeqCst) != 0 {
                    hint::spin_loop();
                }
                continue;
            }
            self.y.store(me + 1, SeqCst);
            if self.x.load(SeqCst) == me + 1 || self.wins(me) {
                return;
            }
        }
    }

    /// Waits until nobody is on the short way any more. Whether the lock fell to `me`.
    fn wins(&self, me: usize) -> bool {
        self.wants[me].store(false, SeqCst);
        for wants in &self.wants {
            while wants.load(SeqCst) {
                hint::spin_loop();
            }
        }
        if self.y.load(SeqCst) == me + 1 {
            return true;
        }
        while self.y.load(SeqCst) != 0 {
            hint::spin_loop();
        }
        false
    }

    fn unlock(&self, me: usize) {
        self.y.store(0, SeqCst);
        self.wants[me].store(false, SeqCst);
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
