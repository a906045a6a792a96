//! What a detached thread returns panics when it is dropped: the process goes down.

use std::sync::mpsc;
use std::thread;

struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        panic!("too late");
    }
}

fn main() {
    let (release, wait) = mpsc::channel::<()>();
    let (_open, never) = mpsc::channel::<()>();
    println!("before");
    drop(thread::spawn(move || wait.recv().map(|()| Bad)));
    release.send(()).unwrap();
    let _ = never.recv();
    println!("after");
}
