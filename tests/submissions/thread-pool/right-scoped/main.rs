//! No queue: the jobs are known from the start, so two scoped workers count through them with one shared counter.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

const MILLIS: [u64; 5] = [300, 100, 100, 100, 300];

fn load(page: usize, millis: u64) {
    thread::sleep(Duration::from_millis(millis));
    println!("page {page} loaded");
}

fn main() {
    let next = AtomicUsize::new(0);
    let worker = || {
        loop {
            let page = next.fetch_add(1, Ordering::Relaxed);
            let Some(&millis) = MILLIS.get(page) else { break };
            load(page, millis);
        }
    };

    thread::scope(|pool| {
        for _ in 0..2 {
            pool.spawn(worker);
        }
    });
    println!("all loaded");
}
