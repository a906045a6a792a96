//! Five threads say `hihihi`; when all of them have spoken, `main` says `123`.

use std::thread;
use std::time::Duration;

/// What each of the five threads does: it takes a moment, then it speaks.
fn hello() {
    thread::sleep(Duration::from_millis(500));
    println!("hihihi");
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
