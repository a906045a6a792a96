//! A panic that is resumed: no hook, and `panicking` is true on the way.

use std::panic;
use std::thread;

struct Look;

impl Drop for Look {
    fn drop(&mut self) {
        println!("{}", thread::panicking());
    }
}

fn main() {
    let outcome = panic::catch_unwind(|| {
        let _look = Look;
        panic::resume_unwind(Box::new("payload"));
    });
    println!(
        "{:?} {}",
        outcome.unwrap_err().downcast_ref::<&str>(),
        thread::panicking()
    );
    let _look = Look;
}
