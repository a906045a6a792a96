//! 12 threads each enter three words into one hash table without locks.
//!
//! Source: Flanagan and Godefroid, "Dynamic partial-order reduction for model checking software" (POPL 2005).
//! Expected: ok; only from the twelfth thread on do words meet in one place.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

const THREADS: usize = 12;
const SIZE: usize = 128;
const WORDS: usize = 3;

fn enter(table: &[AtomicUsize], word: usize) {
    let mut place = (word * 7) % SIZE;
    while table[place].compare_exchange(0, word, SeqCst, SeqCst).is_err() {
        place = (place + 1) % SIZE;
    }
}

fn main() {
    let table: Arc<Vec<AtomicUsize>> = Arc::new((0..SIZE).map(|_| AtomicUsize::new(0)).collect());
    let threads: Vec<_> = (0..THREADS)
        .map(|number| {
            let table = Arc::clone(&table);
            thread::spawn(move || {
                for round in 1..=WORDS {
                    enter(&table, round * 11 + number);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let words = table.iter().filter(|word| word.load(SeqCst) != 0).count();
    assert_eq!(words, THREADS * WORDS, "a word was lost");
}
