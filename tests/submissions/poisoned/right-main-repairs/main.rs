//! Lets the clerks go on with what is there; `main`, when all are done, keeps the lines that are numbers.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

struct Ledger {
    lines: Vec<&'static str>,
    sum: u32,
}

impl Ledger {
    fn enter(&mut self, line: &'static str) {
        self.lines.push(line);
        self.sum += line.parse::<u32>().unwrap();
    }
}

static LEDGER: Mutex<Ledger> = Mutex::new(Ledger {
    lines: Vec::new(),
    sum: 0,
});

fn ledger() -> MutexGuard<'static, Ledger> {
    LEDGER.lock().unwrap_or_else(PoisonError::into_inner)
}

fn clerk(line: &'static str) {
    thread::sleep(Duration::from_millis(100));
    ledger().enter(line);
}

fn main() {
    let clerks = ["7", "l0", "9"].map(|line| {
        let builder = thread::Builder::new().name(format!("clerk of {line}"));
        builder.spawn(move || clerk(line)).unwrap()
    });

    let failed = clerks.into_iter().filter_map(|clerk| clerk.join().err()).count();
    println!("{failed} of 3 failed");

    let mut ledger = ledger();
    ledger.lines.retain(|line| line.parse::<u32>().is_ok());
    println!("{} lines, sum {}", ledger.lines.len(), ledger.sum);
}
