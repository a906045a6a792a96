//! Blocks, but until the cook has gone home, which is later than the dishes are ready.

use std::thread;
use std::time::Duration;

fn cook() {
    println!("the bread is ready");
    println!("the butter is ready");
    thread::sleep(Duration::from_millis(200));
    println!("the soup is ready");

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

fn main() {
    let cook = thread::spawn(cook);

    cook.join().unwrap();
    println!("the bread is eaten");
    println!("the butter is eaten");
    println!("the soup is eaten"); //~ WRONG
}
