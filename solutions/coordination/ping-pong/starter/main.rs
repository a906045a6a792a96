//! Two players hit the ball, three times each. The lock lets one at a time hit, but not in turn.
//!
//! Make them alternate: ping, pong, ping, pong, ping, pong, in every schedule.
//! The lesson is in `README.md`, next to `src`.

use std::sync::Mutex;
use std::thread;

/// Who holds it may hit the ball.
static BALL: Mutex<()> = Mutex::new(());

fn play(word: &str) {
    for hit in 1..=3 {
        let _ball = BALL.lock().unwrap();
        println!("{word} {hit}");
    }
}

fn main() {
    thread::scope(|table| {
        table.spawn(|| play("ping"));
        table.spawn(|| play("pong"));
    });
}
