//! Two workers hold the lock of their queue while they wait for a job, and give it back before they do the job.

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
    loop {
        // The guard has no name, so it is gone at the end of this statement, before the work begins.
        let job = jobs.lock().unwrap().recv();
        let Ok(job) = job else { break };
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
