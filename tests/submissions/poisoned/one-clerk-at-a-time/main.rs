//! Lets a clerk begin when the one before has ended. The repair is right; only one clerk is ever at work.

use std::sync::{Mutex, MutexGuard};
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
    LEDGER.lock().unwrap_or_else(|poisoned| {
        let mut ledger = poisoned.into_inner();
        ledger.lines.pop();
        LEDGER.clear_poison();
        ledger
    })
}

fn clerk(line: &'static str) {
    thread::sleep(Duration::from_millis(100));
    ledger().enter(line);
}

fn main() {
    let mut failed = 0;
    for line in ["7", "l0", "9"] {
        let builder = thread::Builder::new().name(format!("clerk of {line}"));
        let clerk = builder.spawn(move || clerk(line)).unwrap();
        if clerk.join().is_err() { //~ SERIAL
            failed += 1;
        }
    }
    println!("{failed} of 3 failed");

    let ledger = ledger();
    println!("{} lines, sum {}", ledger.lines.len(), ledger.sum);
}
