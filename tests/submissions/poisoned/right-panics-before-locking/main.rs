//! Tries the part that can fail before it locks, so no panic ever happens over the ledger.

use std::sync::Mutex;
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

fn clerk(line: &'static str) {
    thread::sleep(Duration::from_millis(100));
    let _: u32 = line.parse().unwrap();
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
