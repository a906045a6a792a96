//! Clean plates are put on a pile and taken from it. But here the plate that came first is the first to go,
//! as if it were drawn out from under the others: a channel is a queue, and a pile is not.
//!
//! Build the pile, and use it instead of the channel. The lesson is in `README.md`, next to `src`.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() {
    let (put, get) = mpsc::channel();

    let put_three = put.clone();
    let washer = thread::spawn(move || {
        for plate in 1..=3 {
            put_three.send(plate).unwrap();
        }
    });
    washer.join().unwrap();
    for _ in 0..3 {
        println!("took plate {}", get.recv().unwrap());
    }

    // There is no plate now. The next one is washed while the table is laid, which takes as long.
    let washer = thread::spawn(move || {
        thread::sleep(Duration::from_millis(100));
        put.send(4).unwrap();
    });
    thread::sleep(Duration::from_millis(100));
    println!("took plate {}", get.recv().unwrap());
    washer.join().unwrap();
}
