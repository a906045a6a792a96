//! In a scope, a panic that `join` has handed over is the program's own business.

use std::thread;
use std::time::Duration;

const FILES: [(&str, &str); 3] = [("a.txt", "12"), ("b.txt", "x7"), ("c.txt", "30")];

fn read(content: &str) -> u32 {
    thread::sleep(Duration::from_millis(100));
    content.parse().expect("a file should contain a number")
}

fn main() {
    let numbers = thread::scope(|scope| {
        let workers = FILES.map(|(_, content)| scope.spawn(|| read(content)));
        workers.map(|worker| worker.join().ok())
    });

    for ((name, _), number) in FILES.iter().zip(&numbers) {
        match number {
            Some(number) => println!("{name}: {number}"),
            None => println!("{name}: failed"),
        }
    }
    println!("sum: {}", numbers.iter().flatten().sum::<u32>());
}
