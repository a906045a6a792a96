//! 4 dining philosophers, each of whom takes the fork on the left first.
//!
//! Source: Dijkstra's exam question of 1965; `CS.din_phil` in `SCTBench`.
//! Expected: deadlock when each has the left fork.

use std::sync::{Arc, Mutex};
use std::thread;

const PHILOSOPHERS: usize = 4;

fn main() {
    let forks: Arc<Vec<Mutex<u32>>> = Arc::new((0..PHILOSOPHERS).map(|_| Mutex::new(0)).collect());
    let philosophers: Vec<_> = (0..PHILOSOPHERS)
        .map(|seat| {
            let forks = Arc::clone(&forks);
            thread::spawn(move || {
                let mut left = forks[seat].lock().unwrap();
                let mut right = forks[(seat + 1) % PHILOSOPHERS].lock().unwrap();
                *left += 1;
                *right += 1;
            })
        })
        .collect();
    for philosopher in philosophers {
        philosopher.join().unwrap();
    }
}
