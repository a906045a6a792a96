//! Two players hit the ball in turn, three times each.

use std::sync::{Condvar, Mutex};
use std::thread;

#[derive(Clone, Copy, PartialEq)]
enum Player {
    Ping,
    Pong,
}
use Player::{Ping, Pong};

/// Whose turn it is.
static TURN: Mutex<Player> = Mutex::new(Ping);

/// Notified whenever the turn has passed to the other.
static PASSED: Condvar = Condvar::new();

fn play(me: Player, word: &str, other: Player) {
    for hit in 1..=3 {
        let turn = TURN.lock().unwrap();
        let mut turn = PASSED.wait_while(turn, |turn| *turn != me).unwrap();
        println!("{word} {hit}");
        *turn = other;
        PASSED.notify_one();
    }
}

fn main() {
    thread::scope(|table| {
        table.spawn(|| play(Ping, "ping", Pong));
        table.spawn(|| play(Pong, "pong", Ping));
    });
}
