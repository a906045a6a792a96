//! Nothing is wrong here: three sleepers sleep at the same time, and their sum is always the same.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let sum = Arc::new(Mutex::new(0));
    let sleepers: Vec<_> = (1..=3)
        .map(|number| {
            let sum = Arc::clone(&sum);
            thread::spawn(move || {
                thread::sleep(Duration::from_secs(1));
                *sum.lock().unwrap() += number;
            })
        })
        .collect();
    for sleeper in sleepers {
        sleeper.join().unwrap();
    }
    println!("{}", sum.lock().unwrap());
}
