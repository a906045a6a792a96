//! Jobs that wait and jobs that are waited for have a pool each.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
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

fn pool() -> (Sender<Job>, Vec<JoinHandle<()>>) {
    let (submit, jobs) = mpsc::channel();
    let jobs = Arc::new(Mutex::new(jobs));
    let start = |_| {
        let jobs = Arc::clone(&jobs);
        thread::spawn(move || worker(&jobs))
    };
    (submit, (0..2).map(start).collect())
}

fn main() {
    let (submit, reports) = pool();
    let (charts, drawing) = pool();

    for report in 0..3 {
        let pool = charts.clone();
        submit.send(Box::new(move || make(report, &pool))).unwrap();
    }

    drop((submit, charts));
    for worker in reports.into_iter().chain(drawing) {
        worker.join().unwrap();
    }
}
