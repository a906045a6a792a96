//! Two workers share three jobs of 200 ms each: that makes two rounds, 400 ms. It takes 600.
//!
//! The lock seems to be held for `pop()` only. Find out how long it is held, and let the workers work at the same
//! time. The lesson is in `README.md`, next to `src`.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// The jobs that nobody has taken yet.
static JOBS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A job takes its time.
fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("done: {job}");
}

/// Takes one job after another, until none is left.
fn worker() {
    while let Some(job) = JOBS.lock().unwrap().pop() {
        work(job);
    }
}

fn main() {
    JOBS.lock().unwrap().extend(1..=3);

    let mut workers = Vec::new();
    for i in 1..=2 {
        let builder = thread::Builder::new().name(format!("worker-{i}"));
        workers.push(builder.spawn(worker).unwrap());
    }

    for worker in workers {
        worker.join().unwrap();
    }
}
