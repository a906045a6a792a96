//! Locks that are taken and given back while a panic is on its way.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, RwLock};
use std::thread;

static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());

struct Logs(&'static str);

impl Drop for Logs {
    fn drop(&mut self) {
        // The panic began before the lock was taken, so the lock stays well.
        LOG.lock().unwrap().push(self.0);
    }
}

fn main() {
    let thread = thread::spawn(|| {
        let _first = Logs("first");
        let _second = Logs("second");
        panic!("with two destructors to go");
    });
    println!("joined: {}", thread.join().is_err());
    println!("log: {:?} {}", LOG.lock(), LOG.is_poisoned());

    // A guard that was taken before the panic poisons, also when it is given back last.
    let (outer, inner) = (Mutex::new(1), RwLock::new(2));
    let caught = panic::catch_unwind(AssertUnwindSafe(|| {
        let _outer = outer.lock().unwrap();
        let _inner = inner.write().unwrap();
        panic!("with two locks");
    }));
    println!(
        "{} {} {}",
        caught.is_err(),
        outer.is_poisoned(),
        inner.is_poisoned()
    );

    // A reader does not poison.
    inner.clear_poison();
    let caught = panic::catch_unwind(AssertUnwindSafe(|| {
        let _inner = inner.read().unwrap();
        panic!("while reading");
    }));
    println!("{} {} {inner:?}", caught.is_err(), inner.is_poisoned());
}
