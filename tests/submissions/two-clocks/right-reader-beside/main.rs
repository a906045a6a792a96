//! A thread for each reading: the clock itself has nothing to do but to tick.

use std::thread;
use std::time::Duration;

const PERIOD: Duration = Duration::from_millis(250);

fn read_instrument() {
    thread::sleep(Duration::from_millis(80));
}

fn clock() {
    thread::scope(|scope| {
        for tick in 0..5 {
            println!("tick {tick}");
            scope.spawn(read_instrument);
            thread::sleep(PERIOD);
        }
    });
}

fn main() {
    let clock = thread::spawn(clock);

    thread::sleep(Duration::from_millis(400));
    println!("main speaks");
    thread::sleep(Duration::from_millis(500));
    println!("main speaks again");

    clock.join().unwrap();
}
