//! A thread for each input, joined in the order of the inputs: the order is right, but that is no pool of two.

use std::thread;
use std::time::Duration;

fn map<T: Send, R: Send>(inputs: Vec<T>, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let f = &f;
    thread::scope(|scope| {
        let start = |input| scope.spawn(move || f(input));
        let threads: Vec<_> = inputs.into_iter().map(start).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn square(n: u64) -> u64 {
    thread::sleep(Duration::from_millis(100 * n)); //~ WRONG
    n * n
}

fn main() {
    println!("{:?}", map(vec![3, 1, 2], square));
}
