//! A future of its own instead of a channel: a slot for the result, and a condition variable that says when it is
//! filled.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

struct Future<T>(Arc<(Mutex<Option<T>>, Condvar)>);

impl<T> Future<T> {
    fn get(self) -> T {
        let (slot, filled) = &*self.0;
        let empty = |slot: &mut Option<T>| slot.is_none();
        let mut slot = filled.wait_while(slot.lock().unwrap(), empty).unwrap();
        slot.take().unwrap()
    }
}

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

    fn submit<T: Send + 'static>(&self, task: impl FnOnce() -> T + Send + 'static) -> Future<T> {
        let future = Future(Arc::new((Mutex::new(None), Condvar::new())));
        let Future(slot) = &future;
        let slot = Arc::clone(slot);
        let job = move || {
            let result = task();
            *slot.0.lock().unwrap() = Some(result);
            slot.1.notify_one();
        };
        self.jobs.send(Box::new(job)).unwrap();
        future
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

    let futures: Vec<_> = (1..=4).map(|n| pool.submit(move || square(n))).collect();
    let squares: Vec<_> = futures.into_iter().map(Future::get).collect();
    println!("squares: {squares:?}");

    let sum = pool.submit(move || total(&squares)).get();
    println!("total: {sum}");

    pool.join();
}
