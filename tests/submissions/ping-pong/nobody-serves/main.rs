//! Each waits for the ball from the other side, and nobody has it.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

fn play(word: &str, ball: &Receiver<()>, other: &Sender<()>) {
    for hit in 1..=3 {
        ball.recv().unwrap(); //~ DEADLOCK
        println!("{word} {hit}");
        other.send(()).unwrap();
    }
}

fn main() {
    let (to_ping, at_ping) = mpsc::channel();
    let (to_pong, at_pong) = mpsc::channel();

    thread::scope(|table| {
        table.spawn(move || play("ping", &at_ping, &to_pong));
        table.spawn(move || play("pong", &at_pong, &to_ping));
    });
}
