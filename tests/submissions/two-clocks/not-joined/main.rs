//! The clock is right, and nobody waits for it: it stops with `main`.

use std::thread;
use std::time::{Duration, Instant};

const PERIOD: Duration = Duration::from_millis(250);

fn read_instrument() {
    thread::sleep(Duration::from_millis(80));
}

fn clock() {
    let start = Instant::now();
    for tick in 0..5 {
        sleep_until(start + tick * PERIOD);
        println!("tick {tick}");
        read_instrument();
    }
}

fn sleep_until(then: Instant) {
    thread::sleep(then.saturating_duration_since(Instant::now()));
}

fn main() {
    thread::spawn(clock); //~ EARLY

    thread::sleep(Duration::from_millis(400));
    println!("main speaks");
    thread::sleep(Duration::from_millis(500));
    println!("main speaks again");
}
