//! Five threads say `hihihi`; when all of them have spoken, `main` says `123`.
//!
//! Run it: `123` comes out, and not one `hihihi`. Let `main` wait for all five threads
//! before its closing line. The lesson is in `README.md`, next to `src`.

use std::thread;
use std::time::Duration;

/// What each of the five threads does: it takes a moment, then it speaks.
fn hello() {
    thread::sleep(Duration::from_millis(500));
    println!("hihihi");
}

fn main() {
    for _ in 0..5 {
        thread::spawn(hello);
    }

    println!("123");
}
