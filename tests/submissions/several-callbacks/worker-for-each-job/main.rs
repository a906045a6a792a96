//! Starts a worker for each job, so that none of them has to wait: that is no pool of two any more.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

struct Person {
    name: &'static str,
}

fn add(n: u32, m: u32) -> u32 {
    thread::sleep(Duration::from_millis(200)); //~ WRONG
    n + m
}

fn find(name: &'static str) -> Person {
    thread::sleep(Duration::from_millis(100));
    Person { name }
}

fn print_sum(sum: u32) {
    println!("sum: {sum} on {}", thread::current().name().unwrap_or("?"));
}

fn print_name(Person { name }: Person) {
    println!("name: {name} on {}", thread::current().name().unwrap_or("?"));
}

type Job = Box<dyn FnOnce() -> Done + Send>;
type Done = Box<dyn FnOnce() + Send>;

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
    for n in 1..=3 {
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
