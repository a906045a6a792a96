//! Two workers fetch four files: as many threads, and connections, as there are files being fetched at a time.

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// A connection to the server: opening it takes half as long as fetching a file.
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
    /// Each thread opens its connection when it first needs it, and keeps it to its end.
    static CONNECTION: Connection = Connection::open();
}

fn fetch(file: u32) {
    CONNECTION.with(|connection| connection.fetch(file));
}

/// Fetches one file after another until no more can come.
fn worker(files: &Mutex<Receiver<u32>>) {
    loop {
        let file = files.lock().unwrap().recv();
        let Ok(file) = file else { break };
        fetch(file);
    }
}

fn main() {
    let (submit, files) = mpsc::channel();
    let files = Mutex::new(files);

    thread::scope(|pool| {
        for _ in 0..2 {
            pool.spawn(|| worker(&files));
        }
        for file in 0..4 {
            submit.send(file).unwrap();
        }
        // The scope waits for the workers, and they for the end of the queue.
        drop(submit);
    });
}
