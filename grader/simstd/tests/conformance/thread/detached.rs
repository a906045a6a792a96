//! Threads that are still running when `main` returns end there, wherever they are; what they print before is open.
// outputs: any

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() {
    let (sender, receiver) = mpsc::channel::<()>();
    thread::spawn(move || {
        let _ = receiver.recv();
        println!("released");
    });
    thread::spawn(|| {
        thread::sleep(Duration::from_secs(1000));
        println!("too late");
    });
    thread::spawn(|| {
        loop {
            thread::park();
        }
    });
    println!("main");
    std::mem::forget(sender);
}
