//! Waits for as many numbers as there are workers; one of them never sends any.

use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const FILES: [(&str, &str); 3] = [("a.txt", "12"), ("b.txt", "x7"), ("c.txt", "30")];

fn read(content: &str) -> u32 {
    thread::sleep(Duration::from_millis(100));
    content.parse().expect("a file should contain a number")
}

fn main() {
    let (send, numbers) = mpsc::channel();
    for (name, content) in FILES {
        let send = send.clone();
        thread::spawn(move || send.send((name, read(content))).unwrap());
    }

    let mut found = HashMap::new();
    for _ in FILES {
        let (name, number) = numbers.recv().unwrap(); //~ DEADLOCK
        found.insert(name, number);
    }
    for (name, _) in FILES {
        match found.get(name) {
            Some(number) => println!("{name}: {number}"),
            None => println!("{name}: failed"),
        }
    }
    println!("sum: {}", found.values().sum::<u32>());
}
