//! Three workers share one queue of jobs; only one message says that there are no more.

use std::sync::{Arc, Mutex, mpsc};
use std::thread;

enum Message {
    Job(u32),
    Stop,
}

fn main() {
    let (jobs, queue) = mpsc::channel();
    let queue = Arc::new(Mutex::new(queue));
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || {
                let mut done = 0;
                loop {
                    let message = queue.lock().unwrap().recv().unwrap();
                    match message {
                        Message::Job(size) => done += size,
                        Message::Stop => return done,
                    }
                }
            })
        })
        .collect();
    for size in [1, 2] {
        jobs.send(Message::Job(size)).unwrap();
    }
    jobs.send(Message::Stop).unwrap();
    let total: u32 = workers.into_iter().map(|worker| worker.join().unwrap()).sum();
    println!("{total}");
}
