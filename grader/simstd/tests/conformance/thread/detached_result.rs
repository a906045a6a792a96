//! What a thread that nobody joins returns is dropped by the thread itself.

use std::sync::mpsc::{self, Sender};
use std::thread;

struct Tell(Sender<String>);

impl Drop for Tell {
    fn drop(&mut self) {
        self.0
            .send(format!("dropped in {:?}", thread::current().name()))
            .unwrap();
    }
}

fn main() {
    let (sender, receiver) = mpsc::channel();
    let (release, wait) = mpsc::channel::<()>();
    let alone = thread::Builder::new().name("alone".into());
    drop(alone.spawn(move || wait.recv().map(|()| Tell(sender))).unwrap());
    release.send(()).unwrap();
    for text in receiver {
        println!("{text}");
    }
    let (sender, receiver) = mpsc::channel();
    let handle = thread::Builder::new()
        .name("joined".into())
        .spawn(move || Tell(sender))
        .unwrap();
    drop(handle.join());
    println!("{:?}", receiver.recv());
}
