//! Meets the time by giving the tasks less to do; they still run one after another.

use std::thread;
use std::time::Duration;

fn task(i: u32) {
    thread::sleep(Duration::from_millis(10)); //~ EARLY
    println!("hi: {i}");
}

fn main() {
    for i in 0..5 {
        let thread = thread::spawn(move || task(i));
        thread.join().unwrap();
    }
    println!("123");
}
