//! Three workers share ten jobs, and every result goes to a callback. The work is right; the callback is
//! called on the wrong side: by the workers. It belongs to the one who submitted the jobs, to `main`.
//!
//! Bring the results back to `main` and let it call the callback. The lesson is in `README.md`, next to `src`.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A job: it takes its time, some jobs a little longer, and has a result.
fn work(i: u32) -> u32 {
    let millis = match i {
        1 => 400,
        2 => 500,
        _ => 300,
    };
    thread::sleep(Duration::from_millis(millis));
    i + 100
}

/// What is to be done with a result, and the proof of where it was done.
fn callback(result: u32) {
    let here = thread::current();
    println!("--> exec done: {result} on {}", here.name().unwrap_or("?"));
}

/// Does one job after another until the pool is closed and no job is left.
fn worker(jobs: &Mutex<Receiver<u32>>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok(i) = job else { break };
        callback(work(i));
    }
}

fn main() {
    let (submit, jobs) = mpsc::channel();
    let jobs = Arc::new(Mutex::new(jobs));

    let mut pool = Vec::new();
    for n in 1..=3 {
        let jobs = Arc::clone(&jobs);
        let builder = thread::Builder::new().name(format!("worker-{n}"));
        pool.push(builder.spawn(move || worker(&jobs)).unwrap());
    }

    for i in 0..10 {
        submit.send(i).unwrap();
    }
    println!("end");

    // Shutdown: close, so that no job can be added any more, then join.
    drop(submit);
    for worker in pool {
        worker.join().unwrap();
    }
}
