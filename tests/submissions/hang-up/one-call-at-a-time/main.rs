//! Oslo may call only when Rome has hung up; the desk could listen to both at once.

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

    for city in ["Rome", "Oslo"] {
        let line = line.clone();
        thread::spawn(move || reporter(line, city)).join().unwrap(); //~ SERIAL
    }
    // Only the reporters are left on the line: when the last of them hangs up, the channel ends.
    drop(line);

    for report in desk {
        println!("{report}");
    }
    println!("everybody has hung up");
}
