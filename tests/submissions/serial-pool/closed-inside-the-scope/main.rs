//! Scoped threads are joined at the end of the scope, and the closing line stands before it.

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
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
        println!("closed"); //~ WRONG
    });
}
