//! Takes a copy of the results, adds its own, and puts the copy in the place of the original, whatever has
//! been added to that in the meantime.

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
    let mut results = RESULTS.lock().unwrap().clone();
    results.push(result);
    *RESULTS.lock().unwrap() = results; //~ RACE
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
