//! One thread ticks every 250 ms while `main` speaks at 400 and at 900 ms, each by a clock of its own.
//!
//! Run it: the ticks come late, each one later than the one before, and the lines get out of order.
//! Make every tick come at its time. The lesson is in `README.md`, next to `src`.

use std::thread;
use std::time::Duration;

/// From one tick to the next.
const PERIOD: Duration = Duration::from_millis(250);

/// What a tick is for: reading an instrument, which takes a while.
fn read_instrument() {
    thread::sleep(Duration::from_millis(80));
}

/// Ticks five times, at 0, 250, 500, 750 and 1000 ms.
fn clock() {
    for tick in 0..5 {
        println!("tick {tick}");
        read_instrument();
        thread::sleep(PERIOD);
    }
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
