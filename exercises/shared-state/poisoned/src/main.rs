//! Three clerks enter a line each into one ledger. One of the lines is not a number, and its clerk panics
//! halfway through the entry. That should be the end of one clerk; it is the end of `main` as well.
//!
//! Let the others go on, with a ledger that is right. The lesson is in `README.md`, next to `src`.

use std::sync::Mutex;
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

/// Reads the slip, then enters the line that is on it.
fn clerk(line: &'static str) {
    thread::sleep(Duration::from_millis(100));
    LEDGER.lock().unwrap().enter(line);
}

fn main() {
    let clerks = ["7", "l0", "9"].map(|line| {
        let builder = thread::Builder::new().name(format!("clerk of {line}"));
        builder.spawn(move || clerk(line)).unwrap()
    });

    let failed = clerks.into_iter().filter_map(|clerk| clerk.join().err()).count();
    println!("{failed} of 3 failed");

    let ledger = LEDGER.lock().unwrap();
    println!("{} lines, sum {}", ledger.lines.len(), ledger.sum);
}
