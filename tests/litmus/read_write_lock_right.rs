//! Two readers and a writer under std's read-write lock.
//!
//! Source: Courtois, Heymans and Parnas, "Concurrent control with readers and writers" (CACM 1971).
//! Expected: ok; each reader comes before or after the writer, and in what order the readers come makes no difference.

use std::sync::{Arc, RwLock};
use std::thread;

fn main() {
    let pair = Arc::new(RwLock::new((0, 0)));
    let readers: Vec<_> = (0..2)
        .map(|_| {
            let pair = Arc::clone(&pair);
            thread::spawn(move || {
                let pair = pair.read().unwrap();
                pair.0 == pair.1
            })
        })
        .collect();
    {
        let mut pair = pair.write().unwrap();
        pair.0 = 1;
        pair.1 = 1;
    }
    for reader in readers {
        assert!(reader.join().unwrap(), "a reader saw half of what was written");
    }
}
