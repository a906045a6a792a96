//! Two workers share three jobs. The lock is held while a worker takes one, not while it works.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// The jobs that nobody has taken yet.
static JOBS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Takes a job. The guard ends with this function: in the head of a `while let` it would live through the body.
fn next_job() -> Option<u32> {
    JOBS.lock().unwrap().pop()
}

/// A job takes its time.
fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("done: {job}");
}

/// Takes one job after another, until none is left.
fn worker() {
    while let Some(job) = next_job() {
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
