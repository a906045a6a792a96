//! A guard's destructor panics while another panic unwinds.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

static OPEN: AtomicBool = AtomicBool::new(true);

struct Door;

impl Drop for Door {
    fn drop(&mut self) {
        assert!(!OPEN.load(Ordering::SeqCst), "the door is still open");
    }
}

fn main() {
    let closer = thread::spawn(|| OPEN.store(false, Ordering::SeqCst));
    let visitor = thread::spawn(|| {
        let _door = Door;
        assert!(!OPEN.load(Ordering::SeqCst), "it is cold in here");
    });
    closer.join().unwrap();
    println!("{}", visitor.join().is_ok());
}
