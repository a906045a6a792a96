//! Goes on with the numbers that there are, and tells nobody that one is missing.

use std::thread;
use std::time::Duration;

const FILES: [(&str, &str); 3] = [("a.txt", "12"), ("b.txt", "x7"), ("c.txt", "30")];

fn read(content: &str) -> u32 {
    thread::sleep(Duration::from_millis(100));
    content.parse().expect("a file should contain a number")
}

fn main() {
    let workers = FILES.map(|(name, content)| (name, thread::spawn(|| read(content))));

    let mut sum = 0;
    for (name, worker) in workers {
        if let Ok(number) = worker.join() {
            println!("{name}: {number}"); //~ WRONG
            sum += number;
        }
    }
    println!("sum: {sum}");
}
