//! A read–write lock poisoned by a writer that panicked.

use std::sync::{Arc, RwLock, TryLockError};
use std::thread;

fn main() {
    let lock = Arc::new(RwLock::new(vec![1]));
    let other = Arc::clone(&lock);
    let reader = thread::spawn(move || {
        let _guard = other.read().unwrap();
        panic!("while reading");
    });
    println!("reader: {} {}", reader.join().is_err(), lock.is_poisoned());

    let other = Arc::clone(&lock);
    let writer = thread::spawn(move || {
        other.write().unwrap().push(2);
        let mut guard = other.write().unwrap();
        guard.push(3);
        panic!("while writing");
    });
    println!(
        "writer: {} {} {lock:?}",
        writer.join().is_err(),
        lock.is_poisoned()
    );

    let error = lock.read().unwrap_err();
    println!("read: {error} {:?}", **error.get_ref());
    drop(error);
    let error = lock.write().unwrap_err();
    println!("write: {error} {:?}", **error.get_ref());
    drop(error);
    match lock.try_read() {
        Err(TryLockError::Poisoned(error)) => println!("try_read: {error} {}", error.get_ref().len()),
        other => println!("unexpected: {other:?}"),
    }
    match lock.try_write() {
        Err(TryLockError::Poisoned(mut error)) => {
            error.get_mut().push(4);
            println!("try_write: {:?}", error.into_inner());
        }
        other => println!("unexpected: {other:?}"),
    }
    println!("texts: {:?} {:?}", lock.read(), lock.try_write());

    let mut lock = Arc::into_inner(lock).unwrap();
    println!(
        "get_mut: {:?}",
        lock.get_mut().map_err(|it| it.into_inner().len())
    );
    lock.clear_poison();
    println!("cleared: {} {:?}", lock.is_poisoned(), lock.get_mut());
    let lock = Arc::new(lock);
    let other = Arc::clone(&lock);
    let writer = thread::spawn(move || {
        let _guard = other.write();
        panic!("again");
    });
    println!("again: {}", writer.join().is_err());
    println!(
        "into_inner: {:?}",
        Arc::into_inner(lock)
            .unwrap()
            .into_inner()
            .map_err(|it| it.into_inner())
    );
}
