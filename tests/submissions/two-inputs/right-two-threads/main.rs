//! A thread for each input: each waits for its own.

use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

const TYPED: [(u64, &str); 2] = [(450, "yes"), (300, "snow!")];

const SENT: [(u64, &str); 4] = [
    (150, "are you there?"),
    (150, "hello?"),
    (300, "look outside"),
    (300, "at last"),
];

fn play(who: &'static str, lines: &'static [(u64, &str)], input: Sender<String>) {
    thread::spawn(move || {
        for (pause, text) in lines {
            thread::sleep(Duration::from_millis(*pause));
            input.send(format!("{who}: {text}")).unwrap();
        }
    });
}

fn main() {
    let (keyboard, typed) = mpsc::channel();
    let (network, received) = mpsc::channel();
    play("you", &TYPED, keyboard);
    play("friend", &SENT, network);

    thread::scope(|scope| {
        for input in [typed, received] {
            scope.spawn(|| {
                for line in input {
                    println!("{line}");
                }
            });
        }
    });
}
