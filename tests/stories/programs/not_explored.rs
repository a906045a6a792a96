//! Another process is asked for the date.

use std::process::Command;
use std::thread;

fn main() {
    let asked = thread::spawn(|| Command::new("date").output().is_ok());
    println!("{}", asked.join().unwrap());
}
