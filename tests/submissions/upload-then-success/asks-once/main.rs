//! Asks whether the upload has ended, gives it more time if not, and does not ask again.

use std::thread;
use std::time::Duration;

fn upload() {
    println!("uploading ...");
    thread::sleep(Duration::from_millis(300));
    println!("upload ended");
}

fn main() {
    let upload = thread::spawn(upload);

    if !upload.is_finished() {
        thread::sleep(Duration::from_millis(300));
    }
    println!("upload succeeded"); //~ RACE
    upload.join().unwrap();
}
