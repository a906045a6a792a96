//! main keeps the lock while it waits for the thread that needs it.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let mut entries = log.lock().unwrap();
    let writer = {
        let log = Arc::clone(&log);
        thread::spawn(move || log.lock().unwrap().push("written"))
    };
    entries.push("started");
    writer.join().unwrap();
    println!("{}", entries.len());
}
