//! A writer that becomes a reader in one step.

use std::sync::{Arc, RwLock, RwLockWriteGuard};
use std::thread;

fn main() {
    let lock = RwLock::new(0);
    let mut writer = lock.write().unwrap();
    *writer = 5;
    let reader = RwLockWriteGuard::downgrade(writer);
    println!("{reader} {:?} {:?}", lock.try_read(), lock.try_write());
    drop(reader);
    println!("{:?}", lock.try_write());

    // No other writer gets in between: what the reader sees is what it wrote.
    let shared = Arc::new(RwLock::new(0));
    let threads: Vec<_> = (1..=2)
        .map(|i| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let mut writer = shared.write().unwrap();
                *writer = i;
                let reader = RwLockWriteGuard::downgrade(writer);
                *reader == i
            })
        })
        .collect();
    for thread in threads {
        println!("mine: {}", thread.join().unwrap());
    }

    // A panic after the downgrade poisons nothing: the lock is only read by then.
    let other = Arc::clone(&shared);
    let thread = thread::spawn(move || {
        let _reader = RwLockWriteGuard::downgrade(other.write().unwrap());
        panic!("as a reader");
    });
    println!("panicked: {} {}", thread.join().is_err(), shared.is_poisoned());
}
