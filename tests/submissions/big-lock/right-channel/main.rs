//! Sends the results to `main`, which alone has the list of them.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn work(i: u32) -> u32 {
    thread::sleep(Duration::from_millis(300));
    i + 100
}

fn main() {
    let (send, receive) = mpsc::channel();
    for i in 1..=3 {
        let send = send.clone();
        thread::spawn(move || send.send(work(i)).unwrap());
    }
    drop(send);

    let mut results: Vec<_> = receive.iter().collect();
    results.sort_unstable();
    println!("{results:?}");
}
