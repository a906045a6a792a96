//! Looks at the end of every worker, and does so before the next one is started.

use std::thread;
use std::time::Duration;

const FILES: [(&str, &str); 3] = [("a.txt", "12"), ("b.txt", "x7"), ("c.txt", "30")];

fn read(content: &str) -> u32 {
    thread::sleep(Duration::from_millis(100));
    content.parse().expect("a file should contain a number")
}

fn main() {
    let mut sum = 0;
    for (name, content) in FILES {
        let worker = thread::spawn(|| read(content));
        match worker.join() { //~ SERIAL
            Ok(number) => {
                println!("{name}: {number}");
                sum += number;
            }
            Err(_) => println!("{name}: failed"),
        }
    }
    println!("sum: {sum}");
}
