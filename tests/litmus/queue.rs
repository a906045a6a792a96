//! A queue filled and emptied in turns, which two flags are to keep. The reader counts its tries, not what it read,
//! and compares with what was stored in that round.
//!
//! Source: `CS.queue` in `SCTBench`, which has it from the benchmarks of ESBMC.
//! Expected: panic; right only when the two alternate strictly.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::thread;

const ROUNDS: usize = 3;

struct Shared {
    queue: VecDeque<usize>,
    stored: [usize; ROUNDS],
    may_put: bool,
    may_take: bool,
}

fn put(shared: &Mutex<Shared>) {
    {
        let mut shared = shared.lock().unwrap();
        shared.queue.push_back(1);
        shared.stored[0] = 1;
    }
    for round in 1..ROUNDS {
        let mut shared = shared.lock().unwrap();
        if shared.may_put {
            shared.queue.push_back(round + 1);
            shared.stored[round] = round + 1;
            shared.may_put = false;
            shared.may_take = true;
        }
    }
}

/// Whether every value taken was the one stored in that round.
fn take(shared: &Mutex<Shared>) -> bool {
    let mut right = true;
    for round in 0..ROUNDS {
        let mut shared = shared.lock().unwrap();
        if shared.may_take {
            let taken = shared.queue.pop_front();
            right &= taken == Some(shared.stored[round]);
            shared.may_take = false;
            shared.may_put = true;
        }
    }
    right
}

fn main() {
    let shared = Arc::new(Mutex::new(Shared {
        queue: VecDeque::new(),
        stored: [0; ROUNDS],
        may_put: true,
        may_take: false,
    }));
    let putter = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || put(&shared))
    };
    let taker = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || take(&shared))
    };
    putter.join().unwrap();
    assert!(taker.join().unwrap(), "a value was taken out of turn");
}
