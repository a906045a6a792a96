//! Takes an empty queue for a finished one: a worker that looks into it before the first job is there ends at once.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

struct Pool {
    jobs: Arc<Mutex<VecDeque<Job>>>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(size: usize) -> Pool {
        let jobs = Arc::new(Mutex::new(VecDeque::new()));

        let mut workers = Vec::new();
        for n in 1..=size {
            let jobs = Arc::clone(&jobs);
            let builder = thread::Builder::new().name(format!("worker-{n}"));
            workers.push(builder.spawn(move || worker(&jobs)).unwrap());
        }
        Pool { jobs, workers }
    }

    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.lock().unwrap().push_back(Box::new(job));
    }

    fn join(self) {
        for worker in self.workers {
            worker.join().unwrap();
        }
    }
}

fn worker(jobs: &Mutex<VecDeque<Job>>) {
    loop {
        let job = jobs.lock().unwrap().pop_front(); //~ RACE
        let Some(job) = job else { break };
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
