//! Three workers read a file each, and one of the files is damaged: the other two numbers still count.
//!
//! Run it: the worker that meets the damaged file panics, and `main` with it. Take a panicked worker for
//! what it is, a file that failed. The lesson is in `README.md`, next to `src`.

use std::thread;
use std::time::Duration;

/// Files with a number each, or with something else.
const FILES: [(&str, &str); 3] = [("a.txt", "12"), ("b.txt", "x7"), ("c.txt", "30")];

/// Reads the number that a file contains. Panics if there is none.
fn read(content: &str) -> u32 {
    thread::sleep(Duration::from_millis(100));
    content.parse().expect("a file should contain a number")
}

fn main() {
    let workers = FILES.map(|(name, content)| (name, thread::spawn(|| read(content))));

    let mut sum = 0;
    for (name, worker) in workers {
        let number = worker.join().unwrap();
        println!("{name}: {number}");
        sum += number;
    }
    println!("sum: {sum}");
}
