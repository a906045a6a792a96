//! Two workers do all the jobs that their pool has accepted; `shutdown` closes it first and then waits for them.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A job takes its time, and says when it is done.
fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("job {job} done");
}

/// Does one job after another until the pool is closed and no job is left.
fn worker(jobs: &Mutex<Receiver<u32>>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok(job) = job else { break };
        work(job);
    }
}

/// A fixed number of workers and the queue that they share.
struct Pool {
    submit: Sender<u32>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(size: usize) -> Self {
        let (submit, jobs) = mpsc::channel();
        let jobs = Arc::new(Mutex::new(jobs));

        let mut workers = Vec::new();
        for n in 1..=size {
            let jobs = Arc::clone(&jobs);
            let builder = thread::Builder::new().name(format!("worker-{n}"));
            workers.push(builder.spawn(move || worker(&jobs)).unwrap());
        }
        Pool { submit, workers }
    }

    /// Accepts a job. Waits for nobody.
    fn submit(&self, job: u32) {
        self.submit.send(job).unwrap();
    }

    /// Ends the pool, and returns when all its workers have left.
    fn shutdown(self) {
        // Close: this is the only sender, so the queue ends behind the jobs that are in it.
        drop(self.submit);
        for worker in self.workers {
            worker.join().unwrap();
        }
    }
}

fn main() {
    let pool = Pool::new(2);
    for job in 0..4 {
        pool.submit(job);
    }
    println!("end");
    pool.shutdown();
}
