//! Two workers, four jobs, and a pool that is shut down too early: it tells its workers to stop, and the jobs
//! that still wait in the queue are never done.
//!
//! Close the pool instead: no new jobs, but every accepted one is done. The lesson is in `README.md`, next to `src`.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A job takes its time, and says when it is done.
fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("job {job} done");
}

/// Does one job after another until it is told to stop.
fn worker(jobs: &Mutex<Receiver<u32>>, stop: &AtomicBool) {
    while !stop.load(SeqCst) {
        let job = jobs.lock().unwrap().recv();
        let Ok(job) = job else { break };
        work(job);
    }
}

/// A fixed number of workers and the queue that they share.
struct Pool {
    submit: Sender<u32>,
    stop: Arc<AtomicBool>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(size: usize) -> Self {
        let (submit, jobs) = mpsc::channel();
        let jobs = Arc::new(Mutex::new(jobs));
        let stop = Arc::new(AtomicBool::new(false));

        let mut workers = Vec::new();
        for n in 1..=size {
            let (jobs, stop) = (Arc::clone(&jobs), Arc::clone(&stop));
            let builder = thread::Builder::new().name(format!("worker-{n}"));
            workers.push(builder.spawn(move || worker(&jobs, &stop)).unwrap());
        }
        Pool {
            submit,
            stop,
            workers,
        }
    }

    /// Accepts a job. Waits for nobody.
    fn submit(&self, job: u32) {
        self.submit.send(job).unwrap();
    }

    /// Ends the pool, and returns when all its workers have left.
    fn shutdown(self) {
        self.stop.store(true, SeqCst);
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
