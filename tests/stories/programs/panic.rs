//! The reader indexes into a list that the writer may not have filled yet.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let scores = Arc::new(Mutex::new(Vec::new()));
    let writer = {
        let scores = Arc::clone(&scores);
        thread::spawn(move || scores.lock().unwrap().push(42))
    };
    let first = scores.lock().unwrap()[0];
    writer.join().unwrap();
    println!("{first}");
}
