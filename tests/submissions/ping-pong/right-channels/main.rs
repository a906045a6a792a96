//! Right in another way: the ball goes to and fro through two channels, and `main` serves.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

fn play(word: &str, ball: &Receiver<()>, other: &Sender<()>) {
    for hit in 1..=3 {
        ball.recv().unwrap();
        println!("{word} {hit}");
        // After the last hit the other side may have left.
        other.send(()).ok();
    }
}

fn main() {
    let (to_ping, at_ping) = mpsc::channel();
    let (to_pong, at_pong) = mpsc::channel();
    to_ping.send(()).unwrap();

    thread::scope(|table| {
        table.spawn(move || play("ping", &at_ping, &to_pong));
        table.spawn(move || play("pong", &at_pong, &to_ping));
    });
}
