//! The recursion has no end for odd numbers.

use std::thread;

fn halve(number: u64) -> u64 {
    if number == 0 { 0 } else { 1 + halve(std::hint::black_box(number ^ 2)) }
}

fn main() {
    let counter = thread::spawn(|| halve(5));
    println!("{}", counter.join().unwrap());
}
