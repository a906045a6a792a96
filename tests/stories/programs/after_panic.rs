//! Everybody meets at a barrier, but one falls on the way.

use std::sync::{Arc, Barrier, Mutex};
use std::thread;

fn main() {
    let start = Arc::new(Barrier::new(2));
    let numbers = Arc::new(Mutex::new(vec![3]));
    let runner = {
        let (start, numbers) = (Arc::clone(&start), Arc::clone(&numbers));
        thread::spawn(move || {
            let number = numbers.lock().unwrap().pop().unwrap();
            start.wait();
            println!("runner {number}");
        })
    };
    let number = numbers.lock().unwrap().pop();
    start.wait();
    println!("main {number:?}");
    runner.join().unwrap();
}
