//! Two threads with two files each, but the first is joined before the second is started.

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
    for files in [[0, 1], [2, 3]] {
        let worker = thread::spawn(move || files.into_iter().for_each(fetch));
        worker.join().unwrap(); //~ SERIAL
    }
}
