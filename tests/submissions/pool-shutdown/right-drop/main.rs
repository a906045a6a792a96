//! The pool shuts itself down when it goes out of scope.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("job {job} done");
}

fn worker(jobs: &Mutex<Receiver<u32>>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok(job) = job else { break };
        work(job);
    }
}

struct Pool {
    submit: Option<Sender<u32>>,
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
        Pool {
            submit: Some(submit),
            workers,
        }
    }

    fn submit(&self, job: u32) {
        self.submit.as_ref().unwrap().send(job).unwrap();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.submit.take());
        for worker in self.workers.drain(..) {
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
}
