//! One thread ticks every 250 ms while `main` speaks at 400 and at 900 ms, each by a clock of its own.

use std::thread;
use std::time::{Duration, Instant};

/// From one tick to the next.
const PERIOD: Duration = Duration::from_millis(250);

/// What a tick is for: reading an instrument, which takes a while.
fn read_instrument() {
    thread::sleep(Duration::from_millis(80));
}

/// Ticks five times, at 0, 250, 500, 750 and 1000 ms.
fn clock() {
    let start = Instant::now();
    for tick in 0..5 {
        sleep_until(start + tick * PERIOD);
        println!("tick {tick}");
        read_instrument();
    }
}

/// Keeps an appointment: sleeps for what is left until then.
fn sleep_until(then: Instant) {
    thread::sleep(then.saturating_duration_since(Instant::now()));
}

fn main() {
    let clock = thread::spawn(clock);

    // Meanwhile `main` keeps a time of its own: it speaks at 400 and at 900 ms.
    thread::sleep(Duration::from_millis(400));
    println!("main speaks");
    thread::sleep(Duration::from_millis(500));
    println!("main speaks again");

    clock.join().unwrap();
}
