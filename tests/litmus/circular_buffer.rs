//! A sender and a receiver of a ring buffer take turns by two flags. The receiver counts its tries, not what it
//! received, so a try in vain makes it expect the wrong value.
//!
//! Source: `CS.circular_buffer` in `SCTBench`, which has it from the benchmarks of ESBMC.
//! Expected: panic; right only when the two alternate strictly.

use std::sync::{Arc, Mutex};
use std::thread;

const ROUNDS: usize = 3;

struct Ring {
    slots: [usize; ROUNDS],
    first: usize,
    next: usize,
    may_send: bool,
    may_receive: bool,
}

fn send(ring: &Mutex<Ring>) {
    for value in 0..ROUNDS {
        let mut ring = ring.lock().unwrap();
        if ring.may_send {
            let next = ring.next;
            ring.slots[next] = value;
            ring.next = (next + 1) % ROUNDS;
            ring.may_send = false;
            ring.may_receive = true;
        }
    }
}

/// Whether every value received was the one expected.
fn receive(ring: &Mutex<Ring>) -> bool {
    let mut right = true;
    for expected in 0..ROUNDS {
        let mut ring = ring.lock().unwrap();
        if ring.may_receive {
            right &= ring.slots[ring.first] == expected;
            ring.first = (ring.first + 1) % ROUNDS;
            ring.may_receive = false;
            ring.may_send = true;
        }
    }
    right
}

fn main() {
    let ring = Arc::new(Mutex::new(Ring {
        slots: [0; ROUNDS],
        first: 0,
        next: 0,
        may_send: true,
        may_receive: false,
    }));
    let sender = {
        let ring = Arc::clone(&ring);
        thread::spawn(move || send(&ring))
    };
    let receiver = {
        let ring = Arc::clone(&ring);
        thread::spawn(move || receive(&ring))
    };
    sender.join().unwrap();
    assert!(receiver.join().unwrap(), "a value was received out of turn");
}
