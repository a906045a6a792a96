//! Threads that keep in step by a home-made barrier, which counts its phases, so that whoever waits knows when its own
//! phase is over.
//!
//! Source: the reusable barrier, in Downey's "Little Book of Semaphores".
//! Expected: ok.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

const THREADS: usize = 2;
const PHASES: usize = 2;

#[derive(Default)]
struct State {
    arrived: usize,
    phase: usize,
}

#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    opened: Condvar,
}

impl Gate {
    fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        let phase = state.phase;
        state.arrived += 1;
        if state.arrived == THREADS {
            state.arrived = 0;
            state.phase += 1;
            self.opened.notify_all();
        } else {
            while state.phase == phase {
                state = self.opened.wait(state).unwrap();
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
