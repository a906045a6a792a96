//! Gets rid of the work under the lock by starting a thread for each job: no pool any more.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("job {job} done");
}

fn worker(jobs: &Mutex<Receiver<u32>>) {
    thread::scope(|scope| { //~ EARLY
        while let Ok(job) = jobs.lock().unwrap().recv() {
            scope.spawn(move || work(job));
        }
    });
}

fn main() {
    let (submit, jobs) = mpsc::channel();
    let jobs = Arc::new(Mutex::new(jobs));

    let mut pool = Vec::new();
    for n in 1..=2 {
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
