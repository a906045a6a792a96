//! Closes with a `None` for each worker, queued behind the last job.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("job {job} done");
}

fn worker(jobs: &Mutex<Receiver<Option<u32>>>) {
    loop {
        let job = jobs.lock().unwrap().recv().unwrap();
        let Some(job) = job else { break };
        work(job);
    }
}

struct Pool {
    submit: Sender<Option<u32>>,
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

    fn submit(&self, job: u32) {
        self.submit.send(Some(job)).unwrap();
    }

    fn shutdown(self) {
        for _ in &self.workers {
            self.submit.send(None).unwrap();
        }
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
