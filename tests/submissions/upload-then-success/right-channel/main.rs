//! The upload says by a message that it has ended, as the last thing it does.

use std::sync::mpsc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

fn upload(done: &Sender<()>) {
    println!("uploading ...");
    thread::sleep(Duration::from_millis(300));
    println!("upload ended");
    done.send(()).unwrap();
}

fn main() {
    let (done, ended) = mpsc::channel();
    thread::spawn(move || upload(&done));

    ended.recv().unwrap();
    println!("upload succeeded");
}
