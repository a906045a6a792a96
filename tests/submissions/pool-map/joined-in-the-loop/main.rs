//! Keeps the order, and joins each worker before it starts the next: the first one does everything.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

fn map<T: Send, R: Send>(workers: usize, inputs: Vec<T>, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let mut results: Vec<Option<R>> = inputs.iter().map(|_| None).collect();
    let jobs = Mutex::new(inputs.into_iter().zip(&mut results));

    thread::scope(|pool| {
        for _ in 0..workers {
            let worker = pool.spawn(|| {
                loop {
                    let job = jobs.lock().unwrap().next();
                    let Some((input, result)) = job else { break };
                    *result = Some(f(input));
                }
            });
            worker.join().unwrap(); //~ SERIAL
        }
    });

    drop(jobs);
    results.into_iter().map(Option::unwrap).collect()
}

fn square(n: u64) -> u64 {
    thread::sleep(Duration::from_millis(100 * n));
    n * n
}

fn main() {
    println!("{:?}", map(2, vec![3, 1, 2], square));
}
