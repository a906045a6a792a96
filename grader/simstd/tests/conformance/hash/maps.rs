//! Maps and sets with std's random keys: the same in every schedule, and never the same as a neighbour's.
// outputs: one

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::thread;

fn main() {
    let map: HashMap<u32, u32> = (0..20).map(|i| (i, i * i)).collect();
    let mut keys: Vec<_> = map.keys().copied().collect();
    keys.sort_unstable();
    println!("{keys:?}");
    println!(
        "{}",
        RandomState::new().hash_one(1) == RandomState::new().hash_one(1)
    );
    let other = thread::spawn(|| (0..20).collect::<HashSet<u32>>().len());
    println!("{}", other.join().unwrap());
}
