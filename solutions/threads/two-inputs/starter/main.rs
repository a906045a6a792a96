//! A chat with two inputs, the keyboard and the network: every line is shown as soon as it comes in.
//!
//! Run it: the friend's questions are shown after the answer, and two lines are never shown. While
//! `main` waits for the one input, it cannot see to the other. The lesson is in `README.md`, next to `src`.

use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

/// What is typed here: how many milliseconds after the line before, and the line.
const TYPED: [(u64, &str); 2] = [(450, "yes"), (300, "snow!")];

/// What a friend sends, in the same way.
const SENT: [(u64, &str); 4] = [
    (150, "are you there?"),
    (150, "hello?"),
    (300, "look outside"),
    (300, "at last"),
];

/// Plays an input: each line goes into the channel when its time has come. After the last one, the sender is dropped.
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

    // Each input has its turn.
    for line in typed {
        println!("{line}");
        if let Ok(line) = received.recv() {
            println!("{line}");
        }
    }
}
