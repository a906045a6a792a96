//! Two workers, four squares, and their sum. All of it is right, and one of the workers might as well not be there:
//! `apply` hands in a job and waits for its result before the next job is handed in.
//!
//! Give the pool a way to hand in a job without waiting, and use it where it fits. The lesson is in `README.md`, next
//! to `src`.

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

    /// Hands in a task and waits for its result.
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

    let mut squares = Vec::new();
    for n in 1..=4 {
        squares.push(pool.apply(move || square(n)));
    }
    println!("squares: {squares:?}");

    let sum = pool.apply(move || total(&squares));
    println!("total: {sum}");

    pool.join();
}
