//! Five pages are loaded through a pool that is asked for two workers. It makes room for two, and then starts a
//! thread for every page.
//!
//! Make it a pool: two threads, started once, share the five jobs. The lesson is in `README.md`, next to `src`.

use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Workers that do whatever is submitted.
struct Pool {
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    /// A pool with so many workers.
    fn new(size: usize) -> Pool {
        Pool {
            workers: Vec::with_capacity(size),
        }
    }

    /// Hands in a job and does not wait for it.
    fn submit(&mut self, job: impl FnOnce() + Send + 'static) {
        self.workers.push(thread::spawn(job));
    }

    /// Waits until every job is done.
    fn join(self) {
        for worker in self.workers {
            worker.join().unwrap();
        }
    }
}

/// Loads a page; some take longer than others.
fn load(page: usize, millis: u64) {
    thread::sleep(Duration::from_millis(millis));
    println!("page {page} loaded");
}

fn main() {
    let mut pool = Pool::new(2);
    for (page, millis) in [300, 100, 100, 100, 300].into_iter().enumerate() {
        pool.submit(move || load(page, millis));
    }

    pool.join();
    println!("all loaded");
}
