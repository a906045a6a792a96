//! Shares nothing: each thread returns its result, and `join` hands it over.

use std::thread;
use std::time::Duration;

fn work(i: u32) -> u32 {
    thread::sleep(Duration::from_millis(300));
    i + 100
}

fn main() {
    let workers: Vec<_> = (1..=3).map(|i| thread::spawn(move || work(i))).collect();
    let results: Vec<_> = workers.into_iter().map(|worker| worker.join().unwrap()).collect();
    println!("{results:?}");
}
