//! Collects the numbers by a channel and leaves the joining to the scope, which panics if one of its threads did.

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
    thread::scope(|scope| { //~ PANIC
        for (name, content) in FILES {
            let send = send.clone();
            scope.spawn(move || send.send((name, read(content))).unwrap());
        }
    });
    drop(send);

    let numbers: HashMap<_, _> = numbers.into_iter().collect();
    for (name, _) in FILES {
        match numbers.get(name) {
            Some(number) => println!("{name}: {number}"),
            None => println!("{name}: failed"),
        }
    }
    println!("sum: {}", numbers.values().sum::<u32>());
}
