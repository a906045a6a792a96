//! Two loops at last, but the iterator is lazy: each thread is started only when its turn to be joined comes.

use std::thread;
use std::time::Duration;

fn task(i: u32) {
    thread::sleep(Duration::from_secs(1));
    println!("hi: {i}");
}

fn main() {
    let threads = (0..5).map(|i| thread::spawn(move || task(i)));

    for thread in threads {
        thread.join().unwrap(); //~ SERIAL
    }
    println!("123");
}
