//! Measures how long the reading took and pauses for the rest of the period.

use std::thread;
use std::time::{Duration, Instant};

const PERIOD: Duration = Duration::from_millis(250);

fn read_instrument() {
    thread::sleep(Duration::from_millis(80));
}

fn clock() {
    for tick in 0..5 {
        let ticked = Instant::now();
        println!("tick {tick}");
        read_instrument();
        thread::sleep(PERIOD.saturating_sub(ticked.elapsed()));
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
