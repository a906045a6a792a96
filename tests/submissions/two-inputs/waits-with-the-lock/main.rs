//! A thread for each input, and one of them holds the lock of the screen while it waits for its next line.

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
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

fn show(lines: Receiver<String>, screen: &Mutex<Vec<String>>) {
    let mut screen = screen.lock().unwrap(); //~ WRONG
    for line in lines {
        println!("{line}");
        screen.push(line);
    }
}

fn main() {
    let (keyboard, typed) = mpsc::channel();
    let (network, received) = mpsc::channel();
    play("you", &TYPED, keyboard);
    play("friend", &SENT, network);

    let screen = Mutex::new(Vec::new());
    thread::scope(|scope| {
        scope.spawn(|| show(typed, &screen));
        scope.spawn(|| show(received, &screen));
    });
}
