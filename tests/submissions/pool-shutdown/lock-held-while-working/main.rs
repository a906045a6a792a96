//! Puts the end of the queue into a `while let`, whose head keeps the guard until the job is done: one works, one waits.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("job {job} done");
}

fn worker(jobs: &Mutex<Receiver<u32>>) {
    while let Ok(job) = jobs.lock().unwrap().recv() { //~ SERIAL
        work(job);
    }
}

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

    fn submit(&self, job: u32) {
        self.submit.send(job).unwrap();
    }

    fn shutdown(self) {
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
