//! Marks each result with the number of the worker, and takes it for the number of the job: right as long as the
//! first worker is the first at the queue.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

struct Person {
    name: &'static str,
}

fn add(n: u32, m: u32) -> u32 {
    thread::sleep(Duration::from_millis(200));
    n + m
}

fn find(name: &'static str) -> Person {
    thread::sleep(Duration::from_millis(100));
    Person { name }
}

fn print_sum(sum: String) {
    println!("sum: {sum} on {}", thread::current().name().unwrap_or("?"));
}

fn print_name(name: String) {
    println!("name: {name} on {}", thread::current().name().unwrap_or("?"));
}

type Job = fn() -> String;
type Callback = fn(String);

fn worker(number: usize, jobs: &Mutex<Receiver<Job>>, done: &Sender<(usize, String)>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok(job) = job else { break };
        done.send((number, job())).unwrap(); //~ RACE
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
        pool.push(builder.spawn(move || worker(n, &jobs, &done)).unwrap());
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

    for (number, result) in results {
        callbacks[number - 1](result);
    }
    for worker in pool {
        worker.join().unwrap();
    }
}
