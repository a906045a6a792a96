//! `RwLock` from one thread and from several: readers together, writers alone, and every text.

use std::sync::{Arc, Barrier, RwLock, TryLockError};
use std::thread;

fn main() {
    let lock = RwLock::new(1);
    println!("free: {lock:?} {lock:#?}");
    {
        let one = lock.read().unwrap();
        // Several reads by one thread, since no writer waits.
        let two = lock.read().unwrap();
        let three = lock.try_read().unwrap();
        println!("read: {lock:?} {one:?} {two} {}", *three);
        println!("try_write: {:?}", lock.try_write());
        assert!(matches!(lock.try_write(), Err(TryLockError::WouldBlock)));
    }
    {
        let mut guard = lock.write().unwrap();
        *guard += 1;
        println!("written: {lock:?} {guard:?} {guard}");
        println!("try_read: {:?} {:?}", lock.try_read(), lock.try_write());
    }
    *lock.try_write().unwrap() += 10;
    println!("result: {:?}", lock.read());
    println!("result: {:?}", lock.write());

    let mut lock = lock;
    *lock.get_mut().unwrap() *= 2;
    println!("get_mut: {:?}", lock.get_mut());
    println!("into_inner: {:?}", lock.into_inner());
    println!(
        "made: {:?} {:?}",
        RwLock::<Option<u8>>::default(),
        RwLock::from("text")
    );

    // Two readers can only get through the barrier together.
    let shared = Arc::new((RwLock::new(20), Barrier::new(2)));
    let other = Arc::clone(&shared);
    let reader = thread::spawn(move || {
        let guard = other.0.read().unwrap();
        other.1.wait();
        *guard
    });
    let guard = shared.0.read().unwrap();
    shared.1.wait();
    drop(guard);
    println!("together: {}", reader.join().unwrap());

    let lock = RwLock::new((0, 0));
    let seen = thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..2 {
                let mut pair = lock.write().unwrap();
                pair.0 += 1;
                pair.1 += 1;
            }
        });
        let reader = scope.spawn(|| {
            let pair = lock.read().unwrap();
            pair.0 == pair.1
        });
        reader.join().unwrap()
    });
    println!("whole: {seen} {lock:?}");
}
