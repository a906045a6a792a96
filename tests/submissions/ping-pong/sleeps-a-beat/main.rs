//! One begins half a beat later, and both keep time. As long as every sleep is exact.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

static BALL: Mutex<()> = Mutex::new(());

fn play(word: &str, delay: u64) {
    thread::sleep(Duration::from_millis(delay));
    for hit in 1..=3 {
        let ball = BALL.lock().unwrap();
        println!("{word} {hit}"); //~ SLEEP-SYNC
        drop(ball);
        thread::sleep(Duration::from_millis(100));
    }
}

fn main() {
    thread::scope(|table| {
        table.spawn(|| play("ping", 0));
        table.spawn(|| play("pong", 50));
    });
}
