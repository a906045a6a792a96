//! Deals the jobs out in turn, to a queue for each worker: one of them is idle while jobs wait for the other.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

struct Pool {
    queues: Vec<Sender<Job>>,
    next: usize,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(size: usize) -> Pool {
        let mut queues = Vec::new();
        let mut workers = Vec::new();
        for n in 1..=size {
            let (jobs, queue) = mpsc::channel();
            queues.push(jobs);
            let builder = thread::Builder::new().name(format!("worker-{n}"));
            workers.push(builder.spawn(move || worker(queue)).unwrap());
        }
        Pool {
            queues,
            next: 0,
            workers,
        }
    }

    fn submit(&mut self, job: impl FnOnce() + Send + 'static) {
        self.queues[self.next].send(Box::new(job)).unwrap();
        self.next = (self.next + 1) % self.queues.len();
    }

    fn join(self) {
        drop(self.queues);
        for worker in self.workers {
            worker.join().unwrap(); //~ SLOW
        }
    }
}

fn worker(queue: Receiver<Job>) {
    for job in queue {
        job();
    }
}

fn load(page: usize, millis: u64) {
    thread::sleep(Duration::from_millis(millis));
    println!("page {page} loaded");
}

fn main() {
    let mut pool = Pool::new(2);
    for (page, millis) in [300, 100, 100, 100, 300].into_iter().enumerate() {
        pool.submit(move || load(page, millis));
    }

    pool.join();
    println!("all loaded");
}
