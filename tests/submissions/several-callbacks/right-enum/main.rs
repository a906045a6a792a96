//! One type for all shapes: an enum, whose variant tells which callback is meant.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

enum Found {
    Sum(u32),
    Person(Person),
}

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

fn print_sum(sum: u32) {
    println!("sum: {sum} on {}", thread::current().name().unwrap_or("?"));
}

fn print_name(Person { name }: Person) {
    println!("name: {name} on {}", thread::current().name().unwrap_or("?"));
}

type Job = fn() -> Found;

fn worker(jobs: &Mutex<Receiver<Job>>, done: &Sender<Found>) {
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

    let work: [Job; 3] = [
        || Found::Sum(add(1, 2)),
        || Found::Person(find("lin")),
        || Found::Person(find("ada")),
    ];

    for job in work {
        submit.send(job).unwrap();
    }
    drop(submit);

    for result in results {
        match result {
            Found::Sum(sum) => print_sum(sum),
            Found::Person(person) => print_name(person),
        }
    }
    for worker in pool {
        worker.join().unwrap();
    }
}
