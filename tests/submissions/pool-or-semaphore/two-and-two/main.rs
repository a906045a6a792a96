//! Two at a time, but each two are new: the threads of the first batch end, and their connections with them.

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

fn main() {
    for first in [0, 2] {
        thread::scope(|batch| {
            batch.spawn(move || fetch(first)); //~ WRONG
            batch.spawn(move || fetch(first + 1)); //~ WRONG
        });
    }
}
