//! Four files are fetched, never more than two at a time: a semaphore sees to it. Yet there are four threads, and
//! each opens a connection of its own.
//!
//! Fetch them with two threads in all, and two connections. The lesson is in `README.md`, next to `src`.

use std::sync::{Condvar, Mutex};
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

/// So many permits; whoever wants one when there is none waits.
struct Semaphore {
    permits: Mutex<u32>,
    returned: Condvar,
}

impl Semaphore {
    fn acquire(&self) {
        let permits = self.permits.lock().unwrap();
        let mut permits = self
            .returned
            .wait_while(permits, |permits| *permits == 0)
            .unwrap();
        *permits -= 1;
    }

    fn release(&self) {
        *self.permits.lock().unwrap() += 1;
        self.returned.notify_one();
    }
}

fn main() {
    let semaphore = Semaphore {
        permits: Mutex::new(2),
        returned: Condvar::new(),
    };

    thread::scope(|scope| {
        for file in 0..4 {
            let semaphore = &semaphore;
            scope.spawn(move || {
                semaphore.acquire();
                fetch(file);
                semaphore.release();
            });
        }
    });
}
