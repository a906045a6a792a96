//! 19 threads set one variable and then another; one more thread checks that it never sees the first without the second.
//!
//! Source: `CS.reorder_20` in `SCTBench`.
//! Expected: panic; the check falls between the two stores of whoever stores first, before anybody's second store.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering::SeqCst};
use std::thread;

const SETTERS: usize = 19;

struct Pair {
    a: AtomicI32,
    b: AtomicI32,
}

fn main() {
    let pair = Arc::new(Pair {
        a: AtomicI32::new(0),
        b: AtomicI32::new(0),
    });
    let setters: Vec<_> = (0..SETTERS)
        .map(|_| {
            let pair = Arc::clone(&pair);
            thread::spawn(move || {
                pair.a.store(1, SeqCst);
                pair.b.store(-1, SeqCst);
            })
        })
        .collect();
    let checker = {
        let pair = Arc::clone(&pair);
        thread::spawn(move || {
            let neither = pair.a.load(SeqCst) == 0 && pair.b.load(SeqCst) == 0;
            neither || (pair.a.load(SeqCst) == 1 && pair.b.load(SeqCst) == -1)
        })
    };
    for setter in setters {
        setter.join().unwrap();
    }
    assert!(
        checker.join().unwrap(),
        "the first store was seen without the second"
    );
}
