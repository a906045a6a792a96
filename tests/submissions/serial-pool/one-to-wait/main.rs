//! One worker always waits under the lock, so a third one is started for that: three jobs are done at once.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

fn work(job: u32) {
    thread::sleep(Duration::from_millis(200)); //~ WRONG
    println!("job {job} done");
}

fn worker(jobs: &Mutex<Receiver<u32>>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok(job) = job else { break };
        work(job);
    }
}

fn main() {
    let (submit, jobs) = mpsc::channel();
    let jobs = Arc::new(Mutex::new(jobs));

    let mut pool = Vec::new();
    for n in 1..=3 {
        let jobs = Arc::clone(&jobs);
        let builder = thread::Builder::new().name(format!("worker-{n}"));
        pool.push(builder.spawn(move || worker(&jobs)).unwrap());
    }

    for job in 0..4 {
        submit.send(job).unwrap();
    }

    drop(submit);
    for worker in pool {
        worker.join().unwrap();
    }
    println!("closed");
}
