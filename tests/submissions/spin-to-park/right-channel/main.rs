//! Right in another way: the guest waits at a channel, and the soup comes through it.

use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

fn cook(table: &Sender<()>) {
    thread::sleep(Duration::from_millis(200));
    println!("the soup is ready");
    table.send(()).unwrap();

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

fn main() {
    let (table, soup) = mpsc::channel();
    let cook = thread::spawn(move || cook(&table));

    soup.recv().unwrap();
    println!("the soup is eaten");

    cook.join().unwrap();
}
