//! All results come back through one channel, and the first to arrive is taken for the first that was submitted.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

struct Pool {
    jobs: Sender<Job>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(size: usize) -> Pool {
        let (jobs, queue) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));

        let mut workers = Vec::new();
        for n in 1..=size {
            let queue = Arc::clone(&queue);
            let builder = thread::Builder::new().name(format!("worker-{n}"));
            workers.push(builder.spawn(move || worker(&queue)).unwrap());
        }
        Pool { jobs, workers }
    }

    fn apply<T: Send + 'static>(&self, task: impl FnOnce() -> T + Send + 'static) -> T {
        let (done, result) = mpsc::channel();
        let job = move || done.send(task()).unwrap();
        self.jobs.send(Box::new(job)).unwrap();
        result.recv().unwrap()
    }

    fn join(self) {
        drop(self.jobs);
        for worker in self.workers {
            worker.join().unwrap();
        }
    }
}

fn worker(queue: &Mutex<Receiver<Job>>) {
    loop {
        let job = queue.lock().unwrap().recv();
        let Ok(job) = job else { break };
        job();
    }
}

fn square(n: u32) -> u32 {
    thread::sleep(Duration::from_millis(200));
    n * n
}

fn total(squares: &[u32]) -> u32 {
    thread::sleep(Duration::from_millis(100));
    squares.iter().sum()
}

fn main() {
    let pool = Pool::new(2);

    let (done, results) = mpsc::channel();
    for n in 1..=4 {
        let done = done.clone();
        let job = move || done.send(square(n)).unwrap(); //~ RACE
        pool.jobs.send(Box::new(job)).unwrap();
    }
    drop(done);
    let squares: Vec<_> = results.iter().collect();
    println!("squares: {squares:?}");

    let sum = pool.apply(move || total(&squares));
    println!("total: {sum}");

    pool.join();
}
