//! A scope waits at its end for the threads that were started in it.

use std::thread;
use std::time::Duration;

fn upload() {
    println!("uploading ...");
    thread::sleep(Duration::from_millis(300));
    println!("upload ended");
}

fn main() {
    thread::scope(|scope| {
        scope.spawn(upload);
    });
    println!("upload succeeded");
}
