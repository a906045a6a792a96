//! main joins the producer before it takes anything out of a channel with two places.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (put, take) = mpsc::sync_channel(2);
    let producer = thread::spawn(move || {
        for number in 0..3 {
            put.send(number).unwrap();
        }
    });
    producer.join().unwrap();
    println!("{}", take.iter().sum::<i32>());
}
