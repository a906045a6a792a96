//! A pool's `map`: two workers, jobs of different length, and results in the order of the inputs.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// Calls `f` for each of `inputs`, on so many workers, and returns the results in the order of the inputs.
fn map<T: Send, R: Send>(workers: usize, inputs: Vec<T>, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let mut results: Vec<Option<R>> = inputs.iter().map(|_| None).collect();
    // A job is an input and the place of its result. No two workers have the same place, so it needs no lock.
    let jobs = Mutex::new(inputs.into_iter().zip(&mut results));

    // Whichever worker is free takes the next job. The scope joins the workers before it ends.
    thread::scope(|pool| {
        for _ in 0..workers {
            pool.spawn(|| {
                loop {
                    let job = jobs.lock().unwrap().next();
                    let Some((input, result)) = job else { break };
                    *result = Some(f(input));
                }
            });
        }
    });

    drop(jobs);
    results.into_iter().map(Option::unwrap).collect()
}

/// The larger the number, the longer it takes.
fn square(n: u64) -> u64 {
    thread::sleep(Duration::from_millis(100 * n));
    n * n
}

fn main() {
    println!("{:?}", map(2, vec![3, 1, 2], square));
}
