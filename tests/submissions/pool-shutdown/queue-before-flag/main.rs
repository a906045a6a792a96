//! Looks into the queue first and at the flag second: what is submitted between the two looks is left behind.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

fn work(job: u32) {
    thread::sleep(Duration::from_millis(200));
    println!("job {job} done");
}

fn worker(jobs: &Mutex<Receiver<u32>>, closed: &AtomicBool) {
    loop {
        let job = jobs.lock().unwrap().try_recv();
        match job {
            Ok(job) => work(job),
            Err(_) if closed.load(SeqCst) => break, //~ RACE
            Err(_) => thread::sleep(Duration::from_millis(10)),
        }
    }
}

struct Pool {
    submit: Sender<u32>,
    closed: Arc<AtomicBool>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(size: usize) -> Self {
        let (submit, jobs) = mpsc::channel();
        let jobs = Arc::new(Mutex::new(jobs));
        let closed = Arc::new(AtomicBool::new(false));

        let mut workers = Vec::new();
        for n in 1..=size {
            let (jobs, closed) = (Arc::clone(&jobs), Arc::clone(&closed));
            let builder = thread::Builder::new().name(format!("worker-{n}"));
            workers.push(builder.spawn(move || worker(&jobs, &closed)).unwrap());
        }
        Pool {
            submit,
            closed,
            workers,
        }
    }

    fn submit(&self, job: u32) {
        self.submit.send(job).unwrap();
    }

    fn shutdown(self) {
        self.closed.store(true, SeqCst);
        for worker in self.workers {
            worker.join().unwrap();
        }
    }
}

fn main() {
    let pool = Pool::new(2);
    for job in 0..4 {
        pool.submit(job);
    }
    println!("end");
    pool.shutdown();
}
