//! Waits for a message from the upload, which sends it when the network is done and before it has ended.

use std::sync::mpsc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

fn upload(done: &Sender<()>) {
    println!("uploading ...");
    thread::sleep(Duration::from_millis(300));
    done.send(()).unwrap();
    println!("upload ended"); //~ RACE
}

fn main() {
    let (done, ended) = mpsc::channel();
    let upload = thread::spawn(move || upload(&done));

    ended.recv().unwrap();
    println!("upload succeeded");
    upload.join().unwrap();
}
