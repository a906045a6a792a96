//! Looks at both inputs every 150 ms: of two lines that came since the last look, the typed one is shown first.

use std::sync::mpsc::{self, Sender, TryRecvError};
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

    loop {
        let line = typed.try_recv();
        let message = received.try_recv();
        if line == Err(TryRecvError::Disconnected) && message == Err(TryRecvError::Disconnected) {
            break;
        }
        for text in line.into_iter().chain(message) {
            println!("{text}"); //~ RACE
        }
        thread::sleep(Duration::from_millis(150));
    }
}
