//! Looks every millisecond whether there is room, instead of waiting to be told.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct State {
    items: VecDeque<&'static str>,
    /// How many there have been at most.
    most: usize,
}

struct Queue {
    capacity: usize,
    state: Mutex<State>,
    not_empty: Condvar,
}

impl Queue {
    const fn new(capacity: usize) -> Self {
        let state = State {
            items: VecDeque::new(),
            most: 0,
        };
        Queue {
            capacity,
            state: Mutex::new(state),
            not_empty: Condvar::new(),
        }
    }

    /// Waits while the queue is full.
    fn put(&self, item: &'static str) {
        let mut state = self.state.lock().unwrap();
        while state.items.len() == self.capacity {
            drop(state);
            thread::sleep(Duration::from_millis(1)); //~ SLOW
            state = self.state.lock().unwrap();
        }
        state.items.push_back(item);
        state.most = state.most.max(state.items.len());
        self.not_empty.notify_one();
    }

    /// Waits while the queue is empty.
    fn get(&self) -> &'static str {
        let mut state = self.state.lock().unwrap();
        loop {
            if let Some(item) = state.items.pop_front() {
                return item;
            }
            state = self.not_empty.wait(state).unwrap();
        }
    }
}

static QUEUE: Queue = Queue::new(1);

fn producer(items: &[&'static str]) {
    for item in items {
        QUEUE.put(item);
    }
}

fn consumer(count: usize) {
    for _ in 0..count {
        println!("got {}", QUEUE.get());
    }
}

fn main() {
    let threads = [
        thread::spawn(|| producer(&["a1", "a2"])),
        thread::spawn(|| producer(&["b1"])),
        thread::spawn(|| consumer(2)),
        thread::spawn(|| consumer(1)),
    ];
    for thread in threads {
        thread.join().unwrap();
    }

    let most = QUEUE.state.lock().unwrap().most;
    println!("room for {}, never more than {most}", QUEUE.capacity);
}
