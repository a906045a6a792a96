//! Four downloads and three hashes, each with a pool as large as the rule of thumb says: cores + 1. It is too small
//! for the downloads and too large for the hashes.
//!
//! Give each kind of job the number of workers that pays off. The lesson is in `README.md`, next to `src`.

use std::sync::{Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// The machine of this exercise has two cores, whatever yours has.
const CORES: usize = 2;
static FREE_CORES: Mutex<usize> = Mutex::new(CORES);
static CORE_FREED: Condvar = Condvar::new();

/// Waits for the network: nobody computes meanwhile.
fn download() {
    thread::sleep(Duration::from_millis(100));
}

/// Computes: that takes a core, and if none is free, it has to wait for one.
fn hash() {
    let free = FREE_CORES.lock().unwrap();
    let mut free = CORE_FREED.wait_while(free, |free| *free == 0).unwrap();
    *free -= 1;
    drop(free);

    thread::sleep(Duration::from_millis(100));

    *FREE_CORES.lock().unwrap() += 1;
    CORE_FREED.notify_one();
}

/// What a job does most of the time.
enum Kind {
    Waiting,
    Computing,
}

/// How many workers pay off for so many jobs of this kind.
fn workers(_kind: Kind, _jobs: usize) -> usize {
    CORES + 1
}

/// Hires workers, each of whom costs 10 ms, then has them do all the jobs.
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
