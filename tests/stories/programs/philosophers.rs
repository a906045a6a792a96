//! Five philosophers, five forks, and everybody takes the left one first.

use std::sync::{Arc, Mutex};
use std::thread;

const SEATS: usize = 5;

fn main() {
    let forks: Arc<Vec<Mutex<()>>> = Arc::new((0..SEATS).map(|_| Mutex::new(())).collect());
    let philosophers: Vec<_> = (0..SEATS)
        .map(|seat| {
            let forks = Arc::clone(&forks);
            thread::spawn(move || {
                let _left = forks[seat].lock().unwrap();
                let _right = forks[(seat + 1) % SEATS].lock().unwrap();
            })
        })
        .collect();
    for philosopher in philosophers {
        philosopher.join().unwrap();
    }
    println!("everybody has eaten");
}
