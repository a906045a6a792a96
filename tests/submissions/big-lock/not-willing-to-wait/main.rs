//! Does not want to wait for the lock at all, and loses its result when another worker is just adding one.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

static RESULTS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

fn work(i: u32) -> u32 {
    thread::sleep(Duration::from_millis(300));
    i + 100
}

fn worker(i: u32) {
    let result = work(i);
    if let Ok(mut results) = RESULTS.try_lock() { //~ RACE
        results.push(result);
    }
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
