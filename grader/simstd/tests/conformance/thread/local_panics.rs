//! A thread-local value that panics when it is dropped takes the process down.

use std::thread;

struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        panic!("too late");
    }
}

thread_local!(static BAD: Bad = const { Bad });

fn main() {
    println!("before");
    let outcome = thread::spawn(|| BAD.with(|_| ())).join();
    println!("after {}", outcome.is_ok());
}
