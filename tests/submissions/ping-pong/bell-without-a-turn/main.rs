//! Hits, rings, and waits for the other to ring: nothing says who begins, and after the last hit nobody is left to ring.

use std::sync::{Condvar, Mutex};
use std::thread;

static BALL: Mutex<()> = Mutex::new(());
static HIT: Condvar = Condvar::new();

fn play(word: &str) {
    let mut ball = BALL.lock().unwrap();
    for hit in 1..=3 {
        println!("{word} {hit}");
        HIT.notify_one();
        ball = HIT.wait(ball).unwrap(); //~ DEADLOCK
    }
}

fn main() {
    thread::scope(|table| {
        table.spawn(|| play("ping"));
        table.spawn(|| play("pong"));
    });
}
