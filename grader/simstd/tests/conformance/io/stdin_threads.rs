//! Two threads share standard input: every line is read once.
// stdin: 1\n2\n3\n4\n

use std::io;
use std::thread;

fn main() {
    let sum = || {
        let mut total = 0;
        let mut line = String::new();
        while io::stdin().read_line(&mut line).unwrap() > 0 {
            total += line.trim().parse::<u32>().unwrap();
            line.clear();
        }
        total
    };
    let total: u32 = thread::scope(|scope| {
        let other = scope.spawn(sum);
        sum() + other.join().unwrap()
    });
    println!("{total}");
}
