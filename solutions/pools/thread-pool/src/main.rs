//! Five pages are loaded through a pool: two workers, started once, take the jobs from one queue.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

/// A fixed number of workers and a queue of jobs.
struct Pool {
    jobs: Sender<Job>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    /// A pool with so many workers, all of them waiting for a first job.
    fn new(size: usize) -> Pool {
        let (jobs, queue) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));

        let mut workers = Vec::new();
        for n in 1..=size {
            let queue = Arc::clone(&queue);
            let builder = thread::Builder::new().name(format!("worker-{n}"));
            workers.push(builder.spawn(move || worker(&queue)).unwrap());
        }
        Pool { jobs, workers }
    }

    /// Hands in a job and does not wait for it.
    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Box::new(job)).unwrap();
    }

    /// Closes the queue, which tells the workers that nothing more will come, and waits until every job is done.
    fn join(self) {
        drop(self.jobs);
        for worker in self.workers {
            worker.join().unwrap();
        }
    }
}

/// Does one job after another until the queue is closed and empty. The lock is held while waiting for a job, not
/// while doing it.
fn worker(queue: &Mutex<Receiver<Job>>) {
    loop {
        let job = queue.lock().unwrap().recv();
        let Ok(job) = job else { break };
        job();
    }
}

/// Loads a page; some take longer than others.
fn load(page: usize, millis: u64) {
    thread::sleep(Duration::from_millis(millis));
    println!("page {page} loaded");
}

fn main() {
    let pool = Pool::new(2);
    for (page, millis) in [300, 100, 100, 100, 300].into_iter().enumerate() {
        pool.submit(move || load(page, millis));
    }

    pool.join();
    println!("all loaded");
}
