//! Computes without a core, so that any number of hashes goes on at a time: no machine can do that.

use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

fn download() {
    thread::sleep(Duration::from_millis(100));
}

fn hash() {
    thread::sleep(Duration::from_millis(100)); //~ EARLY
}

enum Kind {
    Waiting,
    Computing,
}

fn workers(_kind: Kind, jobs: usize) -> usize {
    jobs
}

fn run(name: &str, job: fn(), jobs: usize, workers: usize) {
    let start = Instant::now();
    let (submit, queue) = mpsc::channel();
    let queue = Mutex::new(queue);

    thread::scope(|pool| {
        for _ in 0..workers {
            thread::sleep(Duration::from_millis(10));
            pool.spawn(|| {
                loop {
                    let next = queue.lock().unwrap().recv();
                    let Ok(()) = next else { break };
                    job();
                }
            });
        }
        for _ in 0..jobs {
            submit.send(()).unwrap();
        }
        drop(submit);
    });

    println!("{jobs} {name}: {workers} workers");
    eprintln!("time: {:.0?}", start.elapsed());
}

fn main() {
    run("downloads", download, 4, workers(Kind::Waiting, 4));
    run("hashes", hash, 3, workers(Kind::Computing, 3));
}
