//! Sleeps for longer than the upload is known to take; an upload that takes longer is not waited for.

use std::thread;
use std::time::Duration;

fn upload() {
    println!("uploading ...");
    thread::sleep(Duration::from_millis(300));
    println!("upload ended");
}

fn main() {
    thread::spawn(upload);

    thread::sleep(Duration::from_millis(600)); //~ SLEEP-SYNC
    println!("upload succeeded");
}
