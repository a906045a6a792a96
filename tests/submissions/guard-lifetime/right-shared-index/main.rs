//! Shares only which job is next; that number needs no lock.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("done: {job}");
}

fn main() {
    let jobs = [1, 2, 3];
    let next = AtomicUsize::new(0);
    let worker = || {
        while let Some(&job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(job);
        }
    };

    thread::scope(|scope| {
        scope.spawn(worker);
        scope.spawn(worker);
    });
}
