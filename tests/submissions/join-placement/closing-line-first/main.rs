//! The tasks overlap, but the closing line comes when they have started, not when they have ended.

use std::thread;
use std::time::Duration;

fn task(i: u32) {
    thread::sleep(Duration::from_secs(1));
    println!("hi: {i}");
}

fn main() {
    let threads: Vec<_> = (0..5).map(|i| thread::spawn(move || task(i))).collect();
    println!("123"); //~ WRONG

    for thread in threads {
        thread.join().unwrap();
    }
}
