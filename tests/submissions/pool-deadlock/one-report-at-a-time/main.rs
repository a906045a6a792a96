//! Submits a report when the one before is ready: one worker is always free for its chart, and has nothing else to do.

use std::sync::mpsc::{self, Receiver, Sender};
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

fn make(report: u32, pool: &Sender<Job>) {
    collect(report);

    let (done, chart) = mpsc::channel();
    pool.send(Box::new(move || done.send(draw(report)).unwrap()))
        .unwrap();

    println!("report {report} with {}", chart.recv().unwrap());
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
        let pool = submit.clone();
        let (ready, wait) = mpsc::channel();
        let job = move || {
            make(report, &pool);
            ready.send(()).unwrap();
        };
        submit.send(Box::new(job)).unwrap();
        wait.recv().unwrap(); //~ SERIAL
    }

    drop(submit);
    for worker in workers {
        worker.join().unwrap();
    }
}
