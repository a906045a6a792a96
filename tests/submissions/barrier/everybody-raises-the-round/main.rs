//! Raises the round on every arrival, not on the last: whoever comes finds its own round over at once.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Barrier {
    size: u32,
    state: Mutex<State>,
    round_over: Condvar,
}

struct State {
    arrived: u32,
    round: u32,
}

impl Barrier {
    const fn new(size: u32) -> Self {
        Self {
            size,
            state: Mutex::new(State { arrived: 0, round: 0 }),
            round_over: Condvar::new(),
        }
    }

    fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        let round = state.round;
        state.arrived += 1;
        state.round += 1;
        if state.arrived == self.size {
            state.arrived = 0;
            self.round_over.notify_all();
        }
        while state.round == round {
            state = self.round_over.wait(state).unwrap();
        }
    }
}

static FLOOR_FINISHED: Barrier = Barrier::new(3);

fn builder(name: &str, pace: u64) {
    for floor in 1..=3 {
        thread::sleep(Duration::from_millis(pace));
        println!("{name} has done floor {floor}"); //~ WRONG
        FLOOR_FINISHED.wait();
    }
}

fn main() {
    thread::scope(|site| {
        site.spawn(|| builder("ann", 0));
        site.spawn(|| builder("bob", 100));
        site.spawn(|| builder("eve", 100));
    });
}
