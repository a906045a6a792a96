//! 5 threads each set one cell of an array to one more than the cell before; one more thread looks for the last zero.
//!
//! Source: Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order reduction" (POPL 2014).
//! Expected: ok; the search always ends, at the first cell at the latest.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

const SETTERS: usize = 5;

fn main() {
    let cells: Arc<Vec<AtomicU32>> = Arc::new((0..=SETTERS).map(|_| AtomicU32::new(0)).collect());
    let seeker = {
        let cells = Arc::clone(&cells);
        thread::spawn(move || {
            let mut last = SETTERS;
            while cells[last].load(SeqCst) != 0 {
                last -= 1;
            }
            last
        })
    };
    let setters: Vec<_> = (1..=SETTERS)
        .map(|i| {
            let cells = Arc::clone(&cells);
            thread::spawn(move || cells[i].store(cells[i - 1].load(SeqCst) + 1, SeqCst))
        })
        .collect();
    for setter in setters {
        setter.join().unwrap();
    }
    assert!(seeker.join().unwrap() <= SETTERS);
}
