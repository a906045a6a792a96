//! A pool with a worker for each file: nobody ever takes a second one, and four fetch at a time.

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
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
        for _ in 0..4 {
            pool.spawn(|| worker(&files)); //~ EARLY
        }
        for file in 0..4 {
            submit.send(file).unwrap();
        }
        drop(submit);
    });
}
