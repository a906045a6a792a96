//! Three workers take ten jobs of two seconds each from one channel.
//!
//! Source: the thread pool of "The Rust Programming Language", chapter 21.
//! Expected: ok; four rounds of jobs take eight seconds, whoever takes which.

use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let (sender, receiver) = mpsc::channel();
    for _ in 0..10 {
        sender.send(Duration::from_secs(2)).unwrap();
    }
    drop(sender);
    let receiver = Arc::new(Mutex::new(receiver));
    let workers: Vec<_> = (0..3)
        .map(|_| {
            let receiver = Arc::clone(&receiver);
            thread::spawn(move || {
                loop {
                    let job = receiver.lock().unwrap().recv();
                    let Ok(time) = job else { break };
                    thread::sleep(time);
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
}
