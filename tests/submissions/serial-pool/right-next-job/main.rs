//! A function takes the next job: the guard cannot outlive the call. Scoped threads need no `Arc`.

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("job {job} done");
}

fn next(jobs: &Mutex<Receiver<u32>>) -> Option<u32> {
    jobs.lock().unwrap().recv().ok()
}

fn worker(jobs: &Mutex<Receiver<u32>>) {
    while let Some(job) = next(jobs) {
        work(job);
    }
}

fn main() {
    let (submit, jobs) = mpsc::channel();
    let jobs = Mutex::new(jobs);

    thread::scope(|pool| {
        for _ in 0..2 {
            pool.spawn(|| worker(&jobs));
        }
        for job in 0..4 {
            submit.send(job).unwrap();
        }
        drop(submit);
    });
    println!("closed");
}
