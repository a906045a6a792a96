//! The workers share the number of the next file, and read and raise it in two steps: both can get the same.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

struct Connection;

impl Connection {
    fn open() -> Self {
        thread::sleep(Duration::from_millis(100));
        println!("connected");
        Connection
    }

    fn fetch(&self, file: u32) {
        thread::sleep(Duration::from_millis(200));
        println!("fetched {file}");
    }
}

thread_local! {
    static CONNECTION: Connection = Connection::open();
}

fn fetch(file: u32) {
    CONNECTION.with(|connection| connection.fetch(file));
}

fn worker(next: &AtomicU32) {
    loop {
        let file = next.load(SeqCst);
        if file >= 4 {
            break;
        }
        next.store(file + 1, SeqCst); //~ RACE
        fetch(file);
    }
}

fn main() {
    let next = AtomicU32::new(0);

    thread::scope(|pool| {
        for _ in 0..2 {
            pool.spawn(|| worker(&next));
        }
    });
}
