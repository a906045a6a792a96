//! Two workers share four jobs of 200 ms, and it takes them 800 ms: one of them works, the other waits for a lock.
//!
//! Find out how long the lock is held, and let both work at the same time. The lesson is in `README.md`, next to `src`.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A job takes its time, and says when it is done.
fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("job {job} done");
}

/// Does one job after another until the pool is closed and no job is left.
fn worker(jobs: &Mutex<Receiver<u32>>) {
    while let Ok(job) = jobs.lock().unwrap().recv() {
        work(job);
    }
}

fn main() {
    let (submit, jobs) = mpsc::channel();
    let jobs = Arc::new(Mutex::new(jobs));

    let mut pool = Vec::new();
    for n in 1..=2 {
        let jobs = Arc::clone(&jobs);
        let builder = thread::Builder::new().name(format!("worker-{n}"));
        pool.push(builder.spawn(move || worker(&jobs)).unwrap());
    }

    for job in 0..4 {
        submit.send(job).unwrap();
    }

    // Shutdown: close, so that no job can be added any more, then join.
    drop(submit);
    for worker in pool {
        worker.join().unwrap();
    }
    println!("closed");
}
