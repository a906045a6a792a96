//! Right in another way: the number of hits says whose turn it is, and the player who has it unparks the other.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread::{self, Thread};

static HITS: AtomicU32 = AtomicU32::new(0);

fn play(word: &str, parity: u32, other: &OnceLock<Thread>) {
    for hit in 1..=3 {
        while HITS.load(SeqCst) % 2 != parity {
            thread::park();
        }
        println!("{word} {hit}");
        HITS.fetch_add(1, SeqCst);
        other.wait().unpark();
    }
}

fn main() {
    let (ping, pong) = (OnceLock::new(), OnceLock::new());
    thread::scope(|table| {
        let first = table.spawn(|| play("ping", 0, &pong));
        let second = table.spawn(|| play("pong", 1, &ping));
        ping.set(first.thread().clone()).unwrap();
        pong.set(second.thread().clone()).unwrap();
    });
}
