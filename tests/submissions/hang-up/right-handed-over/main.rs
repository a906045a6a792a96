//! Hands the sender over to a function that starts the reporters: with its end, `main` has none left.

use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

fn reporter(line: Sender<String>, city: &str) {
    for n in 1..=2 {
        thread::sleep(Duration::from_millis(100));
        line.send(format!("{city}: report {n}")).unwrap();
    }
}

fn start(line: Sender<String>) -> [JoinHandle<()>; 2] {
    ["Rome", "Oslo"].map(|city| {
        let line = line.clone();
        thread::spawn(move || reporter(line, city))
    })
}

fn main() {
    let (line, desk) = mpsc::channel();
    let reporters = start(line);

    for report in desk {
        println!("{report}");
    }
    println!("everybody has hung up");
    for reporter in reporters {
        reporter.join().unwrap();
    }
}
