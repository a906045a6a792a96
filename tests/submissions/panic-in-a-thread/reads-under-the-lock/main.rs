//! Reads while it holds the lock of the sum: the panic poisons the lock, and whoever comes later panics too.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

const FILES: [(&str, &str); 3] = [("a.txt", "12"), ("b.txt", "x7"), ("c.txt", "30")];

fn read(content: &str) -> u32 {
    thread::sleep(Duration::from_millis(100));
    content.parse().expect("a file should contain a number")
}

fn main() {
    let sum = Arc::new(Mutex::new(0));
    let workers = FILES.map(|(name, content)| {
        let sum = Arc::clone(&sum);
        let worker = thread::spawn(move || {
            let mut sum = sum.lock().unwrap(); //~ RACE
            let number = read(content);
            *sum += number;
            number
        });
        (name, worker)
    });

    for (name, worker) in workers {
        match worker.join() {
            Ok(number) => println!("{name}: {number}"),
            Err(_) => println!("{name}: failed"),
        }
    }
    println!("sum: {}", sum.lock().unwrap_or_else(PoisonError::into_inner));
}
