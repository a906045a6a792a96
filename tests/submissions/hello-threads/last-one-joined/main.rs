//! Joins only the thread that was started last, as if the others had to be through by then.

use std::thread;
use std::time::Duration;

fn hello() {
    thread::sleep(Duration::from_millis(500));
    println!("hihihi");
}

fn main() {
    let mut threads = Vec::new();
    for _ in 0..5 {
        threads.push(thread::spawn(hello));
    }

    threads.pop().unwrap().join().unwrap();
    println!("123"); //~ RACE
}
