//! A thread that joins itself is told so.
// stderr: any

use std::sync::mpsc;
use std::thread::{self, JoinHandle};

fn main() {
    let (sender, receiver) = mpsc::channel::<JoinHandle<()>>();
    let (done, end) = mpsc::channel();
    let handle = thread::spawn(move || {
        let me = receiver.recv().unwrap();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| me.join().is_ok()));
        done.send(result.unwrap_err().downcast_ref::<String>().cloned())
            .unwrap();
    });
    sender.send(handle).unwrap();
    println!("{:?}", end.recv().unwrap());
}
