//! Hangs up the first sender, and keeps a clone for each reporter in a list of its own.

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

    let lines = [("Rome", line.clone()), ("Oslo", line.clone())];
    let reporters = lines.each_ref().map(|(city, line)| {
        let (city, line) = (*city, line.clone());
        thread::spawn(move || reporter(line, city))
    });
    drop(line);

    for report in desk { //~ DEADLOCK
        println!("{report}");
    }
    println!("everybody has hung up");
    for reporter in reporters {
        reporter.join().unwrap();
    }
}
