//! The job would have waited at once, so it can as well draw the chart itself.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

fn collect(_report: u32) {
    thread::sleep(Duration::from_millis(100));
}

fn draw(report: u32) -> String {
    thread::sleep(Duration::from_millis(200));
    format!("chart {report}")
}

fn make(report: u32) {
    collect(report);
    println!("report {report} with {}", draw(report));
}

fn worker(jobs: &Mutex<Receiver<Job>>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok(job) = job else { break };
        job();
    }
}

fn main() {
    let (submit, jobs) = mpsc::channel::<Job>();
    let jobs = Arc::new(Mutex::new(jobs));

    let mut workers = Vec::new();
    for n in 1..=2 {
        let jobs = Arc::clone(&jobs);
        let builder = thread::Builder::new().name(format!("worker-{n}"));
        workers.push(builder.spawn(move || worker(&jobs)).unwrap());
    }

    for report in 0..3 {
        submit.send(Box::new(move || make(report))).unwrap();
    }

    drop(submit);
    for worker in workers {
        worker.join().unwrap();
    }
}
