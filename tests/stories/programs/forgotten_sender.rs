//! Results are collected until the channel closes, but main keeps a sender of its own.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (tx, rx) = mpsc::channel();
    for part in 0..2 {
        let tx = tx.clone();
        thread::spawn(move || {
            tx.send(part * 10).unwrap();
        });
    }
    let mut sum = 0;
    for result in rx {
        sum += result;
    }
    println!("{sum}");
}
