//! The upload is waited for, but only after the success has been reported.

use std::thread;
use std::time::Duration;

fn upload() {
    println!("uploading ...");
    thread::sleep(Duration::from_millis(300));
    println!("upload ended");
}

fn main() {
    let upload = thread::spawn(upload);
    println!("upload succeeded"); //~ WRONG
    upload.join().unwrap();
}
