//! Keeps a third worker free for `total`, and while the squares are being done it is not free: three are at work.

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

    fn submit<T: Send + 'static>(&self, task: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
        let (done, result) = mpsc::channel();
        let job = move || {
            let _ = done.send(task());
        };
        self.jobs.send(Box::new(job)).unwrap();
        result
    }

    fn apply<T: Send + 'static>(&self, task: impl FnOnce() -> T + Send + 'static) -> T {
        self.submit(task).recv().unwrap()
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
    thread::sleep(Duration::from_millis(200)); //~ WRONG
    n * n
}

fn total(squares: &[u32]) -> u32 {
    thread::sleep(Duration::from_millis(100));
    squares.iter().sum()
}

fn main() {
    let pool = Pool::new(3);

    let results: Vec<_> = (1..=4).map(|n| pool.submit(move || square(n))).collect();
    let squares: Vec<_> = results.iter().map(|result| result.recv().unwrap()).collect();
    println!("squares: {squares:?}");

    let sum = pool.apply(move || total(&squares));
    println!("total: {sum}");

    pool.join();
}
