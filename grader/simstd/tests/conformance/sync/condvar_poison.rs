//! Waiting on a condition whose mutex is poisoned meanwhile.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let pair = Arc::new((Mutex::new(0), Condvar::new()));

    let guard = pair.0.lock().unwrap();
    let other = Arc::clone(&pair);
    let panics = thread::spawn(move || {
        let mut guard = other.0.lock().unwrap();
        *guard = 1;
        other.1.notify_one();
        panic!("after notifying");
    });
    match pair.1.wait_while(guard, |it| *it == 0) {
        Err(error) => println!("wait_while: {error} {}", **error.get_ref()),
        Ok(guard) => println!("unexpected: {guard}"),
    }
    println!("joined: {}", panics.join().is_err());

    // From now on each wait says so.
    let notify = || {
        let pair = Arc::clone(&pair);
        thread::spawn(move || {
            let _guard = pair.0.lock().unwrap_err();
            pair.1.notify_all();
        })
    };
    let guard = pair.0.lock().unwrap_err().into_inner();
    let notifier = notify();
    let error = pair.1.wait(guard).unwrap_err();
    println!("wait: {error:?}");
    drop(error);
    notifier.join().unwrap();

    let guard = pair.0.lock().unwrap_err().into_inner();
    let notifier = notify();
    let error = pair.1.wait_timeout(guard, Duration::from_secs(600)).unwrap_err();
    println!("wait_timeout: {error:?}");
    let (guard, result) = error.into_inner();
    println!("in it: {guard} {result:?}");
    drop(guard);
    notifier.join().unwrap();

    let guard = pair.0.lock().unwrap_err().into_inner();
    match pair
        .1
        .wait_timeout_while(guard, Duration::from_secs(600), |_| false)
    {
        Ok((guard, result)) => println!("no wait, no word of poison: {guard} {result:?}"),
        Err(error) => println!("unexpected: {error}"),
    }
}
