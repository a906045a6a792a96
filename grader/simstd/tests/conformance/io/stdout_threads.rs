//! A lock of standard output keeps other threads' lines out.

use std::io::{self, Write};
use std::thread;

fn main() {
    let mut lock = io::stdout().lock();
    let other = thread::spawn(|| println!("other"));
    writeln!(lock, "first").unwrap();
    writeln!(lock, "second").unwrap();
    drop(lock);
    other.join().unwrap();
}
