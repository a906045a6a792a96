//! Three jobs, each with a callback of its own. What comes back from a worker is a result together with its callback.

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
fn print_sum(sum: u32) {
    println!("sum: {sum} on {}", thread::current().name().unwrap_or("?"));
}

fn print_name(Person { name }: Person) {
    println!("name: {name} on {}", thread::current().name().unwrap_or("?"));
}

/// A job ends with something to be called. Whatever the shape of the result, this type is always the same.
type Job = Box<dyn FnOnce() -> Done + Send>;
type Done = Box<dyn FnOnce() + Send>;

/// Ties the work to its callback. The compiler sees to it that the result has the shape that the callback expects.
fn job<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
    callback: impl FnOnce(T) + Send + 'static,
) -> Job {
    Box::new(|| {
        let result = work();
        Box::new(|| callback(result))
    })
}

fn worker(jobs: &Mutex<Receiver<Job>>, done: &Sender<Done>) {
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

    let work = [
        job(|| add(1, 2), print_sum),
        job(|| find("lin"), print_name),
        job(|| find("ada"), print_name),
    ];
    for job in work {
        submit.send(job).unwrap();
    }
    drop(submit);

    for call in results {
        call();
    }
    for worker in pool {
        worker.join().unwrap();
    }
}
