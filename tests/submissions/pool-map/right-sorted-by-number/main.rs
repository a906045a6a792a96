//! Every result comes back with the number of its input, and in the end they are sorted by that number.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

fn map<T: Send, R: Send>(workers: usize, inputs: Vec<T>, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let jobs = Mutex::new(inputs.into_iter().enumerate());
    let results = Mutex::new(Vec::new());

    thread::scope(|pool| {
        for _ in 0..workers {
            pool.spawn(|| {
                loop {
                    let job = jobs.lock().unwrap().next();
                    let Some((i, input)) = job else { break };
                    let result = f(input);
                    results.lock().unwrap().push((i, result));
                }
            });
        }
    });

    let mut results = results.into_inner().unwrap();
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}

fn square(n: u64) -> u64 {
    thread::sleep(Duration::from_millis(100 * n));
    n * n
}

fn main() {
    println!("{:?}", map(2, vec![3, 1, 2], square));
}
