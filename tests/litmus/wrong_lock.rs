//! One thread holds the data's lock and expects that nobody else writes. Seven others write under a lock of their own.
//!
//! Source: `CS.wronglock` in `SCTBench`.
//! Expected: panic; somebody writes while the first thread looks at the data.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;

const OTHERS: usize = 7;

struct Shared {
    right: Mutex<()>,
    wrong: Mutex<()>,
    data: AtomicU32,
}

impl Shared {
    /// Adds one under `lock`, not in one step. Whether nobody else added meanwhile.
    fn add(&self, lock: &Mutex<()>) -> bool {
        let _guard = lock.lock().unwrap();
        let before = self.data.load(SeqCst);
        self.data.store(before + 1, SeqCst);
        self.data.load(SeqCst) == before + 1
    }
}

fn main() {
    let shared = Arc::new(Shared {
        right: Mutex::new(()),
        wrong: Mutex::new(()),
        data: AtomicU32::new(0),
    });
    let first = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || shared.add(&shared.right))
    };
    let others: Vec<_> = (0..OTHERS)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                shared.add(&shared.wrong);
            })
        })
        .collect();
    for other in others {
        other.join().unwrap();
    }
    assert!(first.join().unwrap(), "somebody wrote without the lock");
}
