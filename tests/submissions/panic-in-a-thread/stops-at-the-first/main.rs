//! Ends the loop at the worker that panicked: those that come after it are not asked.

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
        let Ok(number) = worker.join() else {
            println!("{name}: failed");
            break;
        };
        println!("{name}: {number}");
        sum += number;
    }
    println!("sum: {sum}"); //~ WRONG
}
