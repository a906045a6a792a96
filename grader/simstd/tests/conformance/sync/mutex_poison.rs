//! A mutex poisoned by a thread that panicked: who is told, in which words, and how to go on.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, TryLockError};
use std::thread;

fn poison(mutex: &Arc<Mutex<i32>>) {
    let mutex = Arc::clone(mutex);
    let panicked = thread::spawn(move || {
        let mut guard = mutex.lock().unwrap_or_else(|it| it.into_inner());
        *guard += 1;
        panic!("while it holds the lock");
    });
    println!(
        "joined: {:?}",
        panicked.join().unwrap_err().downcast_ref::<&str>()
    );
}

fn main() {
    let mutex = Arc::new(Mutex::new(0));
    println!("before: {} {mutex:?}", mutex.is_poisoned());
    poison(&mutex);
    println!("after: {} {mutex:?}", mutex.is_poisoned());

    let error = mutex.lock().unwrap_err();
    println!("error: {error} / {error:?} / {}", **error.get_ref());
    let mut guard = error.into_inner();
    *guard += 10;
    println!("held: {mutex:?}");
    drop(guard);
    match mutex.try_lock() {
        Err(TryLockError::Poisoned(error)) => println!("try_lock: {error}, {}", **error.get_ref()),
        other => println!("unexpected: {other:?}"),
    }
    match mutex.try_lock() {
        Err(error) => println!("try_lock: {error} / {error:?}"),
        Ok(_) => println!("unexpected"),
    }
    println!(
        "unwrap: {}",
        panic::catch_unwind(|| *mutex.lock().unwrap()).is_err()
    );

    mutex.clear_poison();
    println!("cleared: {} {:?} {mutex:?}", mutex.is_poisoned(), mutex.lock());

    poison(&mutex);
    let mut mutex = Arc::into_inner(mutex).unwrap();
    match mutex.get_mut() {
        Err(mut error) => {
            **error.get_mut() += 100;
            println!("get_mut: {error:?} {}", error.get_ref());
        }
        Ok(value) => println!("unexpected: {value}"),
    }
    println!(
        "into_inner: {:?}",
        mutex.into_inner().map_err(|it| it.into_inner())
    );

    // A panic that is caught while the guard lives outside of it poisons nothing.
    let mutex = Mutex::new(String::from("quiet"));
    let guard = mutex.lock().unwrap();
    let caught = panic::catch_unwind(|| panic!("elsewhere"));
    drop(guard);
    println!("elsewhere: {} {}", caught.is_err(), mutex.is_poisoned());
    // Inside of it, it does.
    let caught = panic::catch_unwind(AssertUnwindSafe(|| {
        let _guard = mutex.lock().unwrap();
        panic!("inside");
    }));
    println!("inside: {} {}", caught.is_err(), mutex.is_poisoned());
}
