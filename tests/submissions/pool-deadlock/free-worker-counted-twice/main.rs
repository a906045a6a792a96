//! Waits only if no other report does, else draws itself: but it looks and notes it in two steps, and both may look first.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
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

static WAITING: AtomicU32 = AtomicU32::new(0);

fn make(report: u32, pool: &Sender<Job>) {
    collect(report);

    if WAITING.load(SeqCst) > 0 {
        return println!("report {report} with {}", draw(report));
    }
    WAITING.fetch_add(1, SeqCst);

    let (done, chart) = mpsc::channel();
    pool.send(Box::new(move || done.send(draw(report)).unwrap()))
        .unwrap();

    println!("report {report} with {}", chart.recv().unwrap()); //~ DEADLOCK
    WAITING.fetch_sub(1, SeqCst);
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
