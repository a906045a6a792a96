//! Takes a quiet line for the end: whoever has nothing to say for half a second is not heard any more.

use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

fn reporter(line: Sender<String>, city: &str) {
    for n in 1..=2 {
        thread::sleep(Duration::from_millis(100));
        line.send(format!("{city}: report {n}")).unwrap();
    }
}

fn main() {
    let (line, desk) = mpsc::channel();

    let reporters = ["Rome", "Oslo"].map(|city| {
        let line = line.clone();
        thread::spawn(move || reporter(line, city))
    });

    while let Ok(report) = desk.recv_timeout(Duration::from_millis(500)) { //~ SLEEP-SYNC
        println!("{report}");
    }
    println!("everybody has hung up");
    for reporter in reporters {
        reporter.join().unwrap();
    }
}
