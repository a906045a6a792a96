//! Gives the guard a name and drops it in so many words, after the work.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

static JOBS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("done: {job}");
}

fn worker() {
    loop {
        let mut jobs = JOBS.lock().unwrap(); //~ SERIAL
        let Some(job) = jobs.pop() else { break };
        work(job);
        drop(jobs);
    }
}

fn main() {
    JOBS.lock().unwrap().extend(1..=3);

    let mut workers = Vec::new();
    for i in 1..=2 {
        let builder = thread::Builder::new().name(format!("worker-{i}"));
        workers.push(builder.spawn(worker).unwrap());
    }

    for worker in workers {
        worker.join().unwrap();
    }
}
