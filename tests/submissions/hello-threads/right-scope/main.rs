//! A scope joins all of its threads at its end.

use std::thread;
use std::time::Duration;

fn hello() {
    thread::sleep(Duration::from_millis(500));
    println!("hihihi");
}

fn main() {
    thread::scope(|scope| {
        for _ in 0..5 {
            scope.spawn(hello);
        }
    });
    println!("123");
}
