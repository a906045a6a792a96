//! Parks once for each dish, without a look: two wake-ups that come before the next `park` are one.

use std::thread::{self, Thread};
use std::time::Duration;

fn serve(guest: &Thread, dish: &str) {
    println!("the {dish} is ready");
    guest.unpark();
}

fn cook(guest: &Thread) {
    serve(guest, "bread");
    serve(guest, "butter");
    thread::sleep(Duration::from_millis(200));
    serve(guest, "soup");

    thread::sleep(Duration::from_millis(200));
    println!("the kitchen is clean");
}

fn wait() {
    thread::park(); //~ LOST-WAKEUP
}

fn main() {
    let guest = thread::current();
    let cook = thread::spawn(move || cook(&guest));

    for dish in ["bread", "butter", "soup"] {
        wait();
        println!("the {dish} is eaten");
    }

    cook.join().unwrap();
}
