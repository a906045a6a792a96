//! Took the work out of the threads while looking for the missing lines, and never put it back.

use std::thread;

fn hello() {
    println!("hihihi"); //~ EARLY
}

fn main() {
    let mut threads = Vec::new();
    for _ in 0..5 {
        threads.push(thread::spawn(hello));
    }

    for thread in threads {
        thread.join().unwrap();
    }
    println!("123");
}
