//! Submits the chart before collecting the figures: it is drawn no sooner, since the reports are before it in the queue.

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
    let (done, chart) = mpsc::channel();
    pool.send(Box::new(move || done.send(draw(report)).unwrap()))
        .unwrap();

    collect(report);

    println!("report {report} with {}", chart.recv().unwrap()); //~ DEADLOCK
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
        submit.send(Box::new(move || make(report, &pool))).unwrap();
    }

    drop(submit);
    for worker in workers {
        worker.join().unwrap();
    }
}
