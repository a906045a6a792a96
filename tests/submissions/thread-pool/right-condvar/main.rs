//! A queue of its own instead of a channel: a mutex for the jobs, a condition variable for the workers that wait.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closed: bool,
}

struct Pool {
    queue: Arc<Queue>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(size: usize) -> Pool {
        let queue = Arc::new(Queue::default());
        let start = |_| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || worker(&queue))
        };
        let workers = (0..size).map(start).collect();
        Pool { queue, workers }
    }

    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        self.queue.state.lock().unwrap().jobs.push_back(Box::new(job));
        self.queue.changed.notify_one();
    }

    fn join(self) {
        self.queue.state.lock().unwrap().closed = true;
        self.queue.changed.notify_all();
        for worker in self.workers {
            worker.join().unwrap();
        }
    }
}

fn worker(queue: &Queue) {
    loop {
        let state = queue.state.lock().unwrap();
        let idle = |state: &mut State| state.jobs.is_empty() && !state.closed;
        let mut state = queue.changed.wait_while(state, idle).unwrap();
        let Some(job) = state.jobs.pop_front() else { break };
        drop(state);
        job();
    }
}

fn load(page: usize, millis: u64) {
    thread::sleep(Duration::from_millis(millis));
    println!("page {page} loaded");
}

fn main() {
    let pool = Pool::new(2);
    for (page, millis) in [300, 100, 100, 100, 300].into_iter().enumerate() {
        pool.submit(move || load(page, millis));
    }

    pool.join();
    println!("all loaded");
}
