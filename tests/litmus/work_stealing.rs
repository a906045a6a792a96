//! A work-stealing queue whose owner reads the head before it has announced, by lowering the tail, that it takes the
//! last item: what the processor does when the fence between the two is missing.
//!
//! Source: the THE protocol of Cilk-5 (Frigo, Leiserson and Randall, PLDI 1998); `WorkStealQueue` in CHESS.
//! Expected: panic; the owner and the thief take the same item.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;

const ITEMS: usize = 2;

/// Item number `i` lies at place `i`, so that only the two ends need to be kept. Both count from 1, which leaves
/// room for the owner's step below an empty queue.
struct Queue {
    head: AtomicUsize,
    tail: AtomicUsize,
    slow: Mutex<()>,
}

impl Queue {
    /// What the owner does: takes the item at the tail.
    fn pop(&self) -> Option<usize> {
        let tail = self.tail.load(SeqCst) - 1;
        let head = self.head.load(SeqCst);
        self.tail.store(tail, SeqCst);
        if head <= tail {
            return Some(tail);
        }
        let _guard = self.slow.lock().unwrap();
        if self.head.load(SeqCst) <= tail {
            return Some(tail);
        }
        self.tail.store(tail + 1, SeqCst);
        None
    }

    /// What the thief does: takes the item at the head.
    fn steal(&self) -> Option<usize> {
        let _guard = self.slow.lock().unwrap();
        let head = self.head.load(SeqCst);
        self.head.store(head + 1, SeqCst);
        if head < self.tail.load(SeqCst) {
            return Some(head);
        }
        self.head.store(head, SeqCst);
        None
    }
}

fn main() {
    let queue = Arc::new(Queue {
        head: AtomicUsize::new(1),
        tail: AtomicUsize::new(ITEMS + 1),
        slow: Mutex::new(()),
    });
    let thief = {
        let queue = Arc::clone(&queue);
        thread::spawn(move || queue.steal())
    };
    let mut taken = Vec::new();
    while let Some(item) = queue.pop() {
        taken.push(item);
    }
    taken.extend(thief.join().unwrap());
    taken.sort_unstable();
    assert_eq!(taken, [1, 2], "not every item was taken exactly once");
}
