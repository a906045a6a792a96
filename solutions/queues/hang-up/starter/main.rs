//! Two reporters phone in, two reports each. The desk writes down what it hears until everybody has hung up.
//! Both reporters do. But the desk goes on listening, for somebody is still on the line.
//!
//! Find out who, and let them hang up. The lesson is in `README.md`, next to `src`.

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

    for report in desk {
        println!("{report}");
    }
    println!("everybody has hung up");
    for reporter in reporters {
        reporter.join().unwrap();
    }
}
