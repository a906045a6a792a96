//! The ticks are right, but `main` pauses for 700 ms from when it has spoken first.

use std::thread;
use std::time::{Duration, Instant};

const PERIOD: Duration = Duration::from_millis(200);

fn read_instrument() {
    thread::sleep(Duration::from_millis(80));
}

fn clock() {
    let start = Instant::now();
    for tick in 0..6 {
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

    thread::sleep(Duration::from_millis(300));
    println!("main speaks");
    thread::sleep(Duration::from_millis(700));
    println!("main speaks again"); //~ WRONG

    clock.join().unwrap();
}
