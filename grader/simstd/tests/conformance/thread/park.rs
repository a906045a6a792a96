//! `park`, `unpark`, `park_timeout`: a token is kept, one at most.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let flag = Arc::new(AtomicBool::new(false));
    let theirs = Arc::clone(&flag);
    let waiter = thread::spawn(move || {
        while !theirs.load(Ordering::SeqCst) {
            thread::park();
        }
        "woken"
    });
    flag.store(true, Ordering::SeqCst);
    waiter.thread().unpark();
    println!("{}", waiter.join().unwrap());

    thread::current().unpark();
    thread::current().unpark();
    thread::park();
    println!("the token was kept");
    let start = Instant::now();
    thread::park_timeout(Duration::from_millis(20));
    println!("{}", start.elapsed() >= Duration::from_millis(20));
    thread::current().unpark();
    thread::park_timeout(Duration::from_secs(1000));
    println!("at once");
    thread::park_timeout(Duration::ZERO);
}
