//! `Mutex` from one thread and from several: every way in, and every text.

use std::sync::{Arc, Mutex, TryLockError};
use std::thread;

fn main() {
    let mutex = Mutex::new(1);
    println!("free: {mutex:?} {mutex:#?}");
    {
        let mut guard = mutex.lock().unwrap();
        *guard += 1;
        println!("held: {mutex:?}, guard: {guard:?} {guard}");
        match mutex.try_lock() {
            Err(TryLockError::WouldBlock) => println!("would block"),
            other => println!("unexpected: {other:?}"),
        }
        println!(
            "try_lock: {:?} {}",
            mutex.try_lock(),
            mutex.try_lock().unwrap_err()
        );
    }
    println!("result: {:?} {:?}", mutex.lock(), mutex.try_lock());
    if let Ok(mut guard) = mutex.try_lock() {
        *guard *= 10;
    }

    let mut mutex = mutex;
    *mutex.get_mut().unwrap() += 5;
    println!("get_mut: {:?}", mutex.get_mut());
    println!("into_inner: {:?}", mutex.into_inner());
    println!(
        "made: {:?} {:?}",
        Mutex::<String>::default(),
        Mutex::from(vec![1, 2])
    );

    let shared = Arc::new(Mutex::new(Vec::new()));
    let threads: Vec<_> = (0..3)
        .map(|i| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.lock().unwrap().push(i))
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let mut all = Arc::into_inner(shared).unwrap().into_inner().unwrap();
    all.sort_unstable();
    println!("pushed: {all:?}");

    let counter = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..2 {
                    let mut guard = counter.lock().unwrap();
                    let seen = *guard;
                    *guard = seen + 1;
                }
            });
        }
    });
    println!("counted: {counter:?}");
}
