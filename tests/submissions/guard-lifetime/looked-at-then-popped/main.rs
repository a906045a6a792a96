//! Looks at the last job under one lock and takes it away under another; two workers can look before either
//! has taken.

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
        let job = JOBS.lock().unwrap().last().copied();
        JOBS.lock().unwrap().pop(); //~ RACE
        let Some(job) = job else { break };
        work(job);
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
