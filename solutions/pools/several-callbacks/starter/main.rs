//! Three jobs, each with a callback of its own. The results come back as text, in the order in which the jobs end, and
//! the first of them goes to the first callback: the sum is called `lin`.
//!
//! Let every result reach the callback of its own job. The lesson is in `README.md`, next to `src`.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

struct Person {
    name: &'static str,
}

/// Jobs: they take their time, and each kind has a result of its own shape.
fn add(n: u32, m: u32) -> u32 {
    thread::sleep(Duration::from_millis(200));
    n + m
}

fn find(name: &'static str) -> Person {
    thread::sleep(Duration::from_millis(100));
    Person { name }
}

/// Callbacks: one for each shape. They are called on `main`, and say so.
fn print_sum(sum: String) {
    println!("sum: {sum} on {}", thread::current().name().unwrap_or("?"));
}

fn print_name(name: String) {
    println!("name: {name} on {}", thread::current().name().unwrap_or("?"));
}

/// Every job is made to return text: a channel carries one type.
type Job = fn() -> String;
type Callback = fn(String);

fn worker(jobs: &Mutex<Receiver<Job>>, done: &Sender<String>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok(job) = job else { break };
        done.send(job()).unwrap();
    }
}

fn main() {
    let (submit, jobs) = mpsc::channel();
    let (done, results) = mpsc::channel();
    let jobs = Arc::new(Mutex::new(jobs));

    let mut pool = Vec::new();
    for n in 1..=2 {
        let (jobs, done) = (Arc::clone(&jobs), done.clone());
        let builder = thread::Builder::new().name(format!("worker-{n}"));
        pool.push(builder.spawn(move || worker(&jobs, &done)).unwrap());
    }
    drop(done);

    let work: [(Job, Callback); 3] = [
        (|| add(1, 2).to_string(), print_sum),
        (|| find("lin").name.to_owned(), print_name),
        (|| find("ada").name.to_owned(), print_name),
    ];

    let mut callbacks = Vec::new();
    for (job, callback) in work {
        submit.send(job).unwrap();
        callbacks.push(callback);
    }
    drop(submit);

    for (callback, result) in callbacks.into_iter().zip(results) {
        callback(result);
    }
    for worker in pool {
        worker.join().unwrap();
    }
}
