//! A scope waits at its end for all of its threads, for the heartbeat too.

use std::thread;
use std::time::Duration;

fn heartbeat() {
    loop {
        thread::sleep(Duration::from_millis(500));
        println!("alive");
    }
}

fn save() {
    thread::sleep(Duration::from_millis(750));
    println!("saved");
}

fn main() {
    thread::scope(|scope| { //~ LIVELOCK
        scope.spawn(heartbeat);
        scope.spawn(save);

        thread::sleep(Duration::from_millis(250));
        println!("main is done");
    });
}
