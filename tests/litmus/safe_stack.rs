//! A lock-free stack of free slots that tries to be safe against ABA by a count and by marking the slot that is being
//! taken. Three threads and at least five preemptions defeat it: two threads then own the same slot.
//!
//! Source: Vyukov's `SafeStack`, posted as a challenge to model checkers (2010); `safestack` in `SCTBench`.
//! Expected: panic.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering::SeqCst};
use std::{hint, thread};

const THREADS: usize = 3;
const SLOTS: usize = 3;
const ROUNDS: usize = 4;
/// No slot follows; while a slot is being taken, or at the bottom.
const NONE: usize = usize::MAX;

struct Slot {
    owner: AtomicUsize,
    next: AtomicUsize,
}

struct Stack {
    slots: Vec<Slot>,
    head: AtomicUsize,
    count: AtomicI32,
}

impl Stack {
    fn new() -> Self {
        let slot = |i| Slot {
            owner: AtomicUsize::new(NONE),
            next: AtomicUsize::new(if i + 1 < SLOTS { i + 1 } else { NONE }),
        };
        Stack {
            slots: (0..SLOTS).map(slot).collect(),
            head: AtomicUsize::new(0),
            count: AtomicI32::new(3),
        }
    }

    fn pop(&self) -> Option<usize> {
        while self.count.load(SeqCst) > 1 {
            let head = self.head.load(SeqCst);
            let next = self.slots[head].next.swap(NONE, SeqCst);
            if next != NONE {
                if self.head.compare_exchange(head, next, SeqCst, SeqCst).is_ok() {
                    self.count.fetch_sub(1, SeqCst);
                    return Some(head);
                }
                self.slots[head].next.swap(next, SeqCst);
            }
            hint::spin_loop();
        }
        None
    }

    fn push(&self, slot: usize) {
        let mut head = self.head.load(SeqCst);
        loop {
            self.slots[slot].next.store(head, SeqCst);
            match self.head.compare_exchange(head, slot, SeqCst, SeqCst) {
                Ok(_) => break,
                Err(other) => head = other,
            }
        }
        self.count.fetch_add(1, SeqCst);
    }

    /// Takes a slot, writes its own number there and gives it back, some times over. Whether the slots were its own.
    fn work(&self, thread: usize) -> bool {
        let mut own = true;
        for _ in 0..ROUNDS {
            let slot = loop {
                if let Some(slot) = self.pop() {
                    break slot;
                }
                thread::yield_now();
            };
            self.slots[slot].owner.store(thread, SeqCst);
            own &= self.slots[slot].owner.load(SeqCst) == thread;
            self.push(slot);
        }
        own
    }
}

fn main() {
    let stack = Arc::new(Stack::new());
    let threads: Vec<_> = (0..THREADS)
        .map(|number| {
            let stack = Arc::clone(&stack);
            thread::spawn(move || stack.work(number))
        })
        .collect();
    let mut own = true;
    for thread in threads {
        own &= thread.join().unwrap();
    }
    assert!(own, "two threads owned one slot");
}
