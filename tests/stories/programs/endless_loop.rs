//! The worker waits in a loop for a variable that nobody shares with it.

use std::thread;

fn main() {
    let worker = thread::spawn(|| {
        let done = false;
        while !std::hint::black_box(done) {}
    });
    worker.join().unwrap();
    println!("done");
}
