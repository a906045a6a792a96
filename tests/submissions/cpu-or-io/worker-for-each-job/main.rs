//! A worker for each job of either kind: of three hashes only two can be computed at a time.

use std::sync::{Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

const CORES: usize = 2;
static FREE_CORES: Mutex<usize> = Mutex::new(CORES);
static CORE_FREED: Condvar = Condvar::new();

fn download() {
    thread::sleep(Duration::from_millis(100));
}

fn hash() {
    let free = FREE_CORES.lock().unwrap();
    let mut free = CORE_FREED.wait_while(free, |free| *free == 0).unwrap();
    *free -= 1;
    drop(free);

    thread::sleep(Duration::from_millis(100));

    *FREE_CORES.lock().unwrap() += 1;
    CORE_FREED.notify_one();
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
            thread::sleep(Duration::from_millis(10)); //~ SLOW
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
