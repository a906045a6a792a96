//! Measures each pause from the last tick's end instead of from the start: the reading still adds to it.

use std::thread;
use std::time::{Duration, Instant};

const PERIOD: Duration = Duration::from_millis(250);

fn read_instrument() {
    thread::sleep(Duration::from_millis(80));
}

fn clock() {
    for tick in 0..5 {
        println!("tick {tick}");
        read_instrument();
        let start = Instant::now();
        thread::sleep(PERIOD.saturating_sub(start.elapsed())); //~ WRONG
    }
}

fn main() {
    let clock = thread::spawn(clock);

    thread::sleep(Duration::from_millis(400));
    println!("main speaks");
    thread::sleep(Duration::from_millis(500));
    println!("main speaks again");

    clock.join().unwrap();
}
