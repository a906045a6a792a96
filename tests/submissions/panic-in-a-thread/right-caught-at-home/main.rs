//! Each worker catches its own panic and returns what came of it.

use std::panic;
use std::thread;
use std::time::Duration;

const FILES: [(&str, &str); 3] = [("a.txt", "12"), ("b.txt", "x7"), ("c.txt", "30")];

fn read(content: &str) -> u32 {
    thread::sleep(Duration::from_millis(100));
    content.parse().expect("a file should contain a number")
}

fn main() {
    let workers = FILES.map(|(name, content)| {
        let worker = thread::spawn(|| panic::catch_unwind(|| read(content)).ok());
        (name, worker)
    });

    let mut sum = 0;
    for (name, worker) in workers {
        if let Some(number) = worker.join().unwrap() {
            println!("{name}: {number}");
            sum += number;
        } else {
            println!("{name}: failed");
        }
    }
    println!("sum: {sum}");
}
