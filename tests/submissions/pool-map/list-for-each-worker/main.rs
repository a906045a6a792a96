//! Each worker keeps a list of its own, and the lists are put together in the order of the workers: right as long as
//! the first worker takes the first input.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

fn map<T: Send, R: Send>(workers: usize, inputs: Vec<T>, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let jobs = Mutex::new(inputs.into_iter());

    let worker = || {
        let mut results = Vec::new();
        loop {
            let job = jobs.lock().unwrap().next(); //~ RACE
            let Some(input) = job else { break };
            results.push(f(input));
        }
        results
    };

    thread::scope(|pool| {
        let workers: Vec<_> = (0..workers).map(|_| pool.spawn(worker)).collect();
        let lists = workers.into_iter().map(|worker| worker.join().unwrap());
        lists.flatten().collect()
    })
}

fn square(n: u64) -> u64 {
    thread::sleep(Duration::from_millis(100 * n));
    n * n
}

fn main() {
    println!("{:?}", map(2, vec![3, 1, 2], square));
}
