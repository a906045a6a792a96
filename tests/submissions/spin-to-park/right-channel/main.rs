//! Right in another way: the guest waits at a channel, and the dishes come through it.

use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

fn serve(table: &Sender<()>, dish: &str) {
    println!("the {dish} is ready");
    table.send(()).unwrap();
}

fn cook(table: &Sender<()>) {
    serve(table, "bread");
    serve(table, "butter");
    thread::sleep(Duration::from_millis(200));
    serve(table, "soup");

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

fn main() {
    let (table, dishes) = mpsc::channel();
    let cook = thread::spawn(move || cook(&table));

    for dish in ["bread", "butter", "soup"] {
        dishes.recv().unwrap();
        println!("the {dish} is eaten");
    }

    cook.join().unwrap();
}
