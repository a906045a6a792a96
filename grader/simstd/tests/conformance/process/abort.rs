//! `abort`: nothing is unwound, nobody goes on.

use std::process;
use std::thread;

struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {
        println!("never");
    }
}

fn main() {
    let _never = Loud;
    println!("before");
    let handle = thread::spawn(|| {
        let _never = Loud;
        process::abort()
    });
    let outcome: thread::Result<()> = handle.join();
    println!("after {}", outcome.is_ok());
}
