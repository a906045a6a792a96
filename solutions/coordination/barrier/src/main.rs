//! Three builders raise a house of three floors, and nobody begins a floor before the one below is finished.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// A point that nobody passes before all have come. It can be used again and again.
struct Barrier {
    size: u32,
    state: Mutex<State>,
    round_over: Condvar,
}

struct State {
    /// How many have come in this round.
    arrived: u32,
    /// How many rounds are over.
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

    /// Returns when all have come. The last to come ends the round; the others wait for the round they came in.
    fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        let round = state.round;
        state.arrived += 1;
        if state.arrived == self.size {
            state.arrived = 0;
            state.round += 1;
            self.round_over.notify_all();
        }
        while state.round == round {
            state = self.round_over.wait(state).unwrap();
        }
    }
}

static FLOOR_FINISHED: Barrier = Barrier::new(3);

/// Works on each floor for `pace` milliseconds, which may be none at all.
fn builder(name: &str, pace: u64) {
    for floor in 1..=3 {
        thread::sleep(Duration::from_millis(pace));
        println!("{name} has done floor {floor}");
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
