//! main waits in a loop for a flag that the worker sets only when it has work.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

static DONE: AtomicBool = AtomicBool::new(false);
static WORK: AtomicU32 = AtomicU32::new(0);

fn main() {
    let worker = thread::spawn(|| {
        if WORK.load(Ordering::SeqCst) > 0 {
            DONE.store(true, Ordering::SeqCst);
        }
    });
    WORK.store(1, Ordering::SeqCst);
    while !DONE.load(Ordering::SeqCst) {
        thread::yield_now();
    }
    worker.join().unwrap();
    println!("done");
}
