//! Numbers the jobs: every result comes back with the number of its job, which is the place of its callback.

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

fn worker(jobs: &Mutex<Receiver<(usize, Job)>>, done: &Sender<(usize, String)>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok((number, job)) = job else { break };
        done.send((number, job())).unwrap();
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
    for (number, (job, callback)) in work.into_iter().enumerate() {
        submit.send((number, job)).unwrap();
        callbacks.push(callback);
    }
    drop(submit);

    for (number, result) in results {
        callbacks[number](result);
    }
    for worker in pool {
        worker.join().unwrap();
    }
}
