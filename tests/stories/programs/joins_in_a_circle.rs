//! Each of two threads is handed the other one to join.

use std::sync::mpsc;
use std::thread::{self, JoinHandle};

fn main() {
    let (to_left, left_box) = mpsc::channel::<JoinHandle<()>>();
    let (to_right, right_box) = mpsc::channel::<JoinHandle<()>>();
    let left = thread::spawn(move || left_box.recv().unwrap().join().unwrap());
    let right = thread::spawn(move || right_box.recv().unwrap().join().unwrap());
    to_left.send(right).unwrap();
    to_right.send(left).unwrap();
    let (done, end) = mpsc::channel::<()>();
    let _keep = done;
    end.recv().ok();
}
