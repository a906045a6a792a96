//! Steps aside after each hit; the scheduler may hand the processor straight back.

use std::sync::Mutex;
use std::thread;

static BALL: Mutex<()> = Mutex::new(());

fn play(word: &str) {
    for hit in 1..=3 {
        let ball = BALL.lock().unwrap();
        println!("{word} {hit}"); //~ RACE
        drop(ball);
        thread::yield_now();
    }
}

fn main() {
    thread::scope(|table| {
        table.spawn(|| play("ping"));
        table.spawn(|| play("pong"));
    });
}
