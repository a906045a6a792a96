//! Each of three reports needs a chart, and has the pool draw it: a job that waits for a job of the same pool.
//! Two workers wait for charts, and nobody is left to draw one.
//!
//! Let all the reports come out, with the same two workers. The lesson is in `README.md`, next to `src`.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A job: whatever a worker can call.
type Job = Box<dyn FnOnce() + Send>;

/// Gets the figures of a report together.
fn collect(_report: u32) {
    thread::sleep(Duration::from_millis(100));
}

/// Draws the chart of a report.
fn draw(report: u32) -> String {
    thread::sleep(Duration::from_millis(200));
    format!("chart {report}")
}

/// Makes a whole report: the figures first, then the chart.
fn make(report: u32, pool: &Sender<Job>) {
    collect(report);

    let (done, chart) = mpsc::channel();
    pool.send(Box::new(move || done.send(draw(report)).unwrap()))
        .unwrap();

    println!("report {report} with {}", chart.recv().unwrap());
}

/// Does one job after another until no more can come.
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

    // Each report has a sender of its own, so that it can submit jobs too.
    for report in 0..3 {
        let pool = submit.clone();
        submit.send(Box::new(move || make(report, &pool))).unwrap();
    }

    // Shutdown: the queue ends when the last report has given up its sender.
    drop(submit);
    for worker in workers {
        worker.join().unwrap();
    }
}
