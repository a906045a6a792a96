//! Numbers the jobs, but takes the number and the input one after the other: another worker may come between.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

fn map<T: Send, R: Send>(workers: usize, inputs: Vec<T>, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let results = Mutex::new(inputs.iter().map(|_| None).collect::<Vec<_>>());
    let jobs = Mutex::new(inputs.into_iter());
    let next = AtomicUsize::new(0);

    thread::scope(|pool| {
        for _ in 0..workers {
            pool.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    let job = jobs.lock().unwrap().next(); //~ RACE
                    let Some(input) = job else { break };
                    let result = f(input);
                    results.lock().unwrap()[i] = Some(result);
                }
            });
        }
    });

    let results = results.into_inner().unwrap();
    results.into_iter().map(Option::unwrap).collect()
}

fn square(n: u64) -> u64 {
    thread::sleep(Duration::from_millis(100 * n));
    n * n
}

fn main() {
    println!("{:?}", map(2, vec![3, 1, 2], square));
}
