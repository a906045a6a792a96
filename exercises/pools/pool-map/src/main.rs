//! `map` calls a function for every input, on two workers, and returns the results: all of them, and in the order in
//! which they were ready. Nobody can tell which result belongs to which input.
//!
//! Let the results come in the order of the inputs. The lesson is in `README.md`, next to `src`.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// Calls `f` for each of `inputs`, on so many workers, and returns the results.
fn map<T: Send, R: Send>(workers: usize, inputs: Vec<T>, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let jobs = Mutex::new(inputs.into_iter());
    let results = Mutex::new(Vec::new());

    // Whichever worker is free takes the next input. The scope joins the workers before it ends.
    thread::scope(|pool| {
        for _ in 0..workers {
            pool.spawn(|| {
                loop {
                    let job = jobs.lock().unwrap().next();
                    let Some(input) = job else { break };
                    let result = f(input);
                    results.lock().unwrap().push(result);
                }
            });
        }
    });

    results.into_inner().unwrap()
}

/// The larger the number, the longer it takes.
fn square(n: u64) -> u64 {
    thread::sleep(Duration::from_millis(100 * n));
    n * n
}

fn main() {
    println!("{:?}", map(2, vec![3, 1, 2], square));
}
