//! The guests greet in whatever order they come.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (greetings, door) = mpsc::channel();
    for guest in ["ada", "bob", "cyd"] {
        let greetings = greetings.clone();
        thread::spawn(move || greetings.send(format!("hello from {guest}")).unwrap());
    }
    drop(greetings);
    for greeting in door {
        println!("{greeting}");
    }
}
