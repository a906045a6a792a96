//! Closes the pool and sleeps until the workers ought to be through: on a busy machine they are not.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
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
    submit: Sender<u32>,
}

impl Pool {
    fn new(size: usize) -> Self {
        let (submit, jobs) = mpsc::channel();
        let jobs = Arc::new(Mutex::new(jobs));

        for n in 1..=size {
            let jobs = Arc::clone(&jobs);
            let builder = thread::Builder::new().name(format!("worker-{n}"));
            builder.spawn(move || worker(&jobs)).unwrap();
        }
        Pool { submit }
    }

    fn submit(&self, job: u32) {
        self.submit.send(job).unwrap();
    }

    fn shutdown(self) {
        drop(self.submit);
        thread::sleep(Duration::from_millis(500)); //~ WRONG
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
