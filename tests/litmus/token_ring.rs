//! Three threads pass a number round a ring of three variables; a fourth checks, once all three have acted, that all
//! variables are equal.
//!
//! Source: `CS.token_ring` in `SCTBench`.
//! Expected: panic; the ring is only right in two of the six orders in which the three can act.

use std::sync::{Arc, Mutex};
use std::thread;

struct Ring {
    x: [u32; 3],
    acted: [bool; 3],
}

fn pass(ring: &Mutex<Ring>, seat: usize) {
    let mut ring = ring.lock().unwrap();
    ring.x[seat] = match seat {
        0 => (ring.x[2] + 1) % 4,
        _ => ring.x[seat - 1],
    };
    ring.acted[seat] = true;
}

fn main() {
    let ring = Arc::new(Mutex::new(Ring {
        x: [1, 2, 1],
        acted: [false; 3],
    }));
    let seats: Vec<_> = (0..3)
        .map(|seat| {
            let ring = Arc::clone(&ring);
            thread::spawn(move || pass(&ring, seat))
        })
        .collect();
    let checker = {
        let ring = Arc::clone(&ring);
        thread::spawn(move || {
            let ring = ring.lock().unwrap();
            !ring.acted.iter().all(|acted| *acted) || ring.x.iter().all(|x| *x == ring.x[0])
        })
    };
    for seat in seats {
        seat.join().unwrap();
    }
    assert!(checker.join().unwrap(), "the ring disagrees with itself");
}
