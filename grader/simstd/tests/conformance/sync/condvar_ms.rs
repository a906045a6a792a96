//! The old form of `Condvar::wait_timeout`, in milliseconds: false means that time ran out.
#![expect(deprecated, reason = "it is still there")]

use std::sync::{Condvar, Mutex};
use std::thread;

fn main() {
    let (mutex, condvar) = (Mutex::new(false), Condvar::new());
    let mut guard = mutex.lock().unwrap();
    loop {
        let (again, notified) = condvar.wait_timeout_ms(guard, 10).unwrap();
        guard = again;
        if !notified {
            break;
        }
    }
    println!("time ran out: {guard}");
    drop(guard);

    thread::scope(|scope| {
        let mut guard = mutex.lock().unwrap();
        scope.spawn(|| {
            *mutex.lock().unwrap() = true;
            condvar.notify_one();
        });
        while !*guard {
            let (again, notified) = condvar.wait_timeout_ms(guard, 600_000).unwrap();
            assert!(notified);
            guard = again;
        }
        println!("notified: {guard}");
    });
}
