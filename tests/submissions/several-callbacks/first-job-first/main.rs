//! Gives every job a channel for its result, and waits for the first job first: a result that is there has to wait
//! for its callback.

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

fn worker(jobs: &Mutex<Receiver<(Job, Sender<String>)>>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok((job, done)) = job else { break };
        done.send(job()).unwrap();
    }
}

fn main() {
    let (submit, jobs) = mpsc::channel();
    let jobs = Arc::new(Mutex::new(jobs));

    let mut pool = Vec::new();
    for n in 1..=2 {
        let jobs = Arc::clone(&jobs);
        let builder = thread::Builder::new().name(format!("worker-{n}"));
        pool.push(builder.spawn(move || worker(&jobs)).unwrap());
    }

    let work: [(Job, Callback); 3] = [
        (|| add(1, 2).to_string(), print_sum),
        (|| find("lin").name.to_owned(), print_name),
        (|| find("ada").name.to_owned(), print_name),
    ];

    let mut callbacks = Vec::new();
    for (job, callback) in work {
        let (done, result) = mpsc::channel();
        submit.send((job, done)).unwrap();
        callbacks.push((callback, result));
    }
    drop(submit);

    for (callback, result) in callbacks {
        callback(result.recv().unwrap()); //~ WRONG
    }
    for worker in pool {
        worker.join().unwrap();
    }
}
