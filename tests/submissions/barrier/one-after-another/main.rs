//! Nobody begins a floor too early, because never more than one builder is on the site.

use std::thread;
use std::time::Duration;

fn builder(name: &str, pace: u64, floor: u32) {
    thread::sleep(Duration::from_millis(pace));
    println!("{name} has done floor {floor}");
}

fn main() {
    for floor in 1..=3 {
        for (name, pace) in [("ann", 0), ("bob", 100), ("eve", 100)] {
            let builder = thread::spawn(move || builder(name, pace, floor));
            builder.join().unwrap(); //~ SERIAL
        }
    }
}
