//! The cook rings when the meal is ready; the waiter looks before it takes the bell's lock.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

static READY: AtomicBool = AtomicBool::new(false);

fn main() {
    let pair = Arc::new((Mutex::new(()), Condvar::new()));
    let waiter = {
        let pair = Arc::clone(&pair);
        thread::spawn(move || {
            let (lock, bell) = &*pair;
            while !READY.load(Ordering::SeqCst) {
                let guard = lock.lock().unwrap();
                let _guard = bell.wait(guard).unwrap();
            }
            println!("served");
        })
    };
    READY.store(true, Ordering::SeqCst);
    pair.1.notify_one();
    waiter.join().unwrap();
}
