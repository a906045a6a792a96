//! A thread uploads a file; when the upload has ended, `main` reports the success.

use std::thread;
use std::time::Duration;

/// The upload: all of its time is spent waiting for the network.
fn upload() {
    println!("uploading ...");
    thread::sleep(Duration::from_millis(300));
    println!("upload ended");
}

fn main() {
    let upload = thread::spawn(upload);
    upload.join().unwrap();
    println!("upload succeeded");
}
