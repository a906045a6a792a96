//! Gives both inputs a clone and keeps the sender itself: the channel never ends.

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
    let (input, lines) = mpsc::channel();
    play("you", &TYPED, input.clone());
    play("friend", &SENT, input.clone());

    for line in lines { //~ DEADLOCK
        println!("{line}");
    }
}
