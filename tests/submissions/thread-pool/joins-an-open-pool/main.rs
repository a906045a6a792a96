//! Joins the workers while the queue is still open: each of them waits for one more job.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

struct Pool {
    jobs: Sender<Job>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
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

    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Box::new(job)).unwrap();
    }

    fn join(self) {
        for worker in self.workers {
            worker.join().unwrap(); //~ DEADLOCK
        }
    }
}

fn worker(queue: &Mutex<Receiver<Job>>) {
    loop {
        let job = queue.lock().unwrap().recv();
        let Ok(job) = job else { break };
        job();
    }
}

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
