//! Four workers in a pool, and a semaphore for the limit: two work at a time, and four are there.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Condvar, Mutex};
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

fn worker(files: &Mutex<Receiver<u32>>, semaphore: &Semaphore) {
    loop {
        let file = files.lock().unwrap().recv();
        let Ok(file) = file else { break };
        semaphore.acquire();
        fetch(file);
        semaphore.release();
    }
}

fn main() {
    let (submit, files) = mpsc::channel();
    let files = Mutex::new(files);
    let semaphore = Semaphore {
        permits: Mutex::new(2),
        returned: Condvar::new(),
    };

    thread::scope(|pool| {
        for _ in 0..4 {
            pool.spawn(|| worker(&files, &semaphore)); //~ WRONG
        }
        for file in 0..4 {
            submit.send(file).unwrap();
        }
        drop(submit);
    });
}
