//! Waits for the turn as it should, but the one who passes it on tells nobody.

use std::sync::{Condvar, Mutex};
use std::thread;

#[derive(Clone, Copy, PartialEq)]
enum Player {
    Ping,
    Pong,
}
use Player::{Ping, Pong};

static TURN: Mutex<Player> = Mutex::new(Ping);

static PASSED: Condvar = Condvar::new();

fn play(me: Player, word: &str, other: Player) {
    for hit in 1..=3 {
        let turn = TURN.lock().unwrap();
        let mut turn = PASSED.wait_while(turn, |turn| *turn != me).unwrap(); //~ DEADLOCK
        println!("{word} {hit}");
        *turn = other;
    }
}

fn main() {
    thread::scope(|table| {
        table.spawn(|| play(Ping, "ping", Pong));
        table.spawn(|| play(Pong, "pong", Ping));
    });
}
