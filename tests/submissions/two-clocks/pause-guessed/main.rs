//! Takes a guess at the reading's time off the pause. It is 10 ms short: the order is right, the clock is slow.

use std::thread;
use std::time::Duration;

const PERIOD: Duration = Duration::from_millis(250);

fn read_instrument() {
    thread::sleep(Duration::from_millis(80));
}

fn clock() {
    for tick in 0..5 {
        println!("tick {tick}");
        read_instrument();
        thread::sleep(PERIOD - Duration::from_millis(70)); //~ SLOW
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
