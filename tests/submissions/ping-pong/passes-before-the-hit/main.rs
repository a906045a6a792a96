//! Passes the turn on and lets go of the lock, and only then prints: the other may be quicker.

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
        let mut turn = PASSED.wait_while(turn, |turn| *turn != me).unwrap();
        *turn = other;
        PASSED.notify_one();
        drop(turn);
        println!("{word} {hit}"); //~ RACE
    }
}

fn main() {
    thread::scope(|table| {
        table.spawn(|| play(Ping, "ping", Pong));
        table.spawn(|| play(Pong, "pong", Ping));
    });
}
