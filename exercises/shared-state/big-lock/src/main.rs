//! Three workers have a job of 300 ms each, all at the same time; and the program takes 900 ms.
//!
//! The result is right. Find out what the workers wait for, and make it 300 ms. The lesson is in `README.md`,
//! next to `src`.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// What the workers share: the results of all of them.
static RESULTS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A job: it takes its time and has a result. It touches nothing that is shared.
fn work(i: u32) -> u32 {
    thread::sleep(Duration::from_millis(300));
    i + 100
}

/// Does job `i` and adds its result to the others.
fn worker(i: u32) {
    let mut results = RESULTS.lock().unwrap();
    let result = work(i);
    results.push(result);
}

fn main() {
    let mut workers = Vec::new();
    for i in 1..=3 {
        let builder = thread::Builder::new().name(format!("worker-{i}"));
        workers.push(builder.spawn(move || worker(i)).unwrap());
    }

    for worker in workers {
        worker.join().unwrap();
    }
    let mut results = RESULTS.lock().unwrap();
    results.sort_unstable();
    println!("{results:?}");
}
