//! The ticks are right, but `main` pauses for 900 ms from when it has spoken first.

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
    let clock = thread::spawn(clock);

    thread::sleep(Duration::from_millis(400));
    println!("main speaks");
    thread::sleep(Duration::from_millis(900));
    println!("main speaks again"); //~ WRONG

    clock.join().unwrap();
}
