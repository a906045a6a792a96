//! `Condvar`: waiting with and without a condition, waking one and all.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Cell {
    value: Mutex<Option<i32>>,
    changed: Condvar,
}

impl Cell {
    fn put(&self, value: i32) {
        let mut slot = self
            .changed
            .wait_while(self.value.lock().unwrap(), |it| it.is_some())
            .unwrap();
        *slot = Some(value);
        drop(slot);
        self.changed.notify_all();
    }

    fn take(&self) -> i32 {
        let mut slot = self.value.lock().unwrap();
        loop {
            if let Some(value) = slot.take() {
                self.changed.notify_all();
                return value;
            }
            slot = self.changed.wait(slot).unwrap();
        }
    }
}

fn main() {
    println!("{:?} {:?}", Condvar::new(), Condvar::default());
    // Nobody waits: nothing happens.
    Condvar::new().notify_one();
    Condvar::new().notify_all();

    let cell = Arc::new(Cell {
        value: Mutex::new(None),
        changed: Condvar::new(),
    });
    let other = Arc::clone(&cell);
    let putter = thread::spawn(move || (1..=2).for_each(|it| other.put(it)));
    println!("taken: {} {}", cell.take(), cell.take());
    putter.join().unwrap();
    println!("left: {:?}", cell.value);

    // One notification wakes one: the second waiter is woken by the first.
    let pair = Arc::new((Mutex::new(0), Condvar::new()));
    let waiters: Vec<_> = (0..2)
        .map(|_| {
            let pair = Arc::clone(&pair);
            thread::spawn(move || {
                let (permits, given) = &*pair;
                let mut permits = permits.lock().unwrap();
                while *permits == 0 {
                    permits = given.wait(permits).unwrap();
                }
                given.notify_one();
            })
        })
        .collect();
    *pair.0.lock().unwrap() = 1;
    pair.1.notify_one();
    for waiter in waiters {
        waiter.join().unwrap();
    }
    println!("woken");

    // The same condition for all.
    let open = Arc::new((Mutex::new(false), Condvar::new()));
    let waiters: Vec<_> = (0..2)
        .map(|i| {
            let open = Arc::clone(&open);
            thread::spawn(move || {
                let guard = open.0.lock().unwrap();
                let guard = open.1.wait_while(guard, |open| !*open).unwrap();
                (i, *guard)
            })
        })
        .collect();
    *open.0.lock().unwrap() = true;
    open.1.notify_all();
    for waiter in waiters {
        println!("passed: {:?}", waiter.join().unwrap());
    }

    // A condition that does not hold: no wait at all, and what it changes stays.
    let mutex = Mutex::new(vec![1, 2, 3]);
    let guard = Condvar::new()
        .wait_while(mutex.lock().unwrap(), |it| it.pop().is_none())
        .unwrap();
    println!("condition: {guard:?}");
}
