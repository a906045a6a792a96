//! Threads that keep in step by a home-made barrier. The last one to arrive sets the count back to 0, which is what the
//! others wait for; but it may arrive at the next phase before they have seen the 0.
//!
//! Source: the barrier that cannot be used twice, in Downey's "Little Book of Semaphores".
//! Expected: deadlock; one waits in the phase that the other has left.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

const THREADS: usize = 2;
const PHASES: usize = 2;

#[derive(Default)]
struct Gate {
    arrived: Mutex<usize>,
    opened: Condvar,
}

impl Gate {
    fn pass(&self) {
        let mut arrived = self.arrived.lock().unwrap();
        *arrived += 1;
        if *arrived == THREADS {
            *arrived = 0;
            self.opened.notify_all();
        } else {
            while *arrived != 0 {
                arrived = self.opened.wait(arrived).unwrap();
            }
        }
    }
}

fn main() {
    let gate = Arc::new(Gate::default());
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let gate = Arc::clone(&gate);
            thread::spawn(move || {
                for _ in 0..PHASES {
                    gate.pass();
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}
