//! Three clerks enter a line each into one ledger, and one of them panics halfway. Whoever comes next puts the ledger
//! right before using it, so one failure stays one failure.

use std::sync::{Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

/// The lines that were entered, and their sum.
struct Ledger {
    lines: Vec<&'static str>,
    sum: u32,
}

impl Ledger {
    /// Enters a line, in two steps. Panics between them if the line is not a number.
    fn enter(&mut self, line: &'static str) {
        self.lines.push(line);
        self.sum += line.parse::<u32>().unwrap();
    }
}

static LEDGER: Mutex<Ledger> = Mutex::new(Ledger {
    lines: Vec::new(),
    sum: 0,
});

/// Locks the ledger. If somebody panicked while holding it, the last line is not in the sum: it is taken off first.
fn ledger() -> MutexGuard<'static, Ledger> {
    LEDGER.lock().unwrap_or_else(|poisoned| {
        let mut ledger = poisoned.into_inner();
        ledger.lines.pop();
        LEDGER.clear_poison();
        ledger
    })
}

/// Reads the slip, then enters the line that is on it.
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

    let ledger = ledger();
    println!("{} lines, sum {}", ledger.lines.len(), ledger.sum);
}
