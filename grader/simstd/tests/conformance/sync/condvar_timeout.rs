//! `Condvar` with a time limit: when time runs out, when it does not, and when there is none.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const SHORT: Duration = Duration::from_millis(20);
const LONG: Duration = Duration::from_secs(600);

fn main() {
    let mutex = Mutex::new(0);
    let condvar = Condvar::new();

    // Nobody notifies.
    let start = Instant::now();
    let mut guard = mutex.lock().unwrap();
    loop {
        let (again, result) = condvar.wait_timeout(guard, SHORT).unwrap();
        guard = again;
        if result.timed_out() {
            println!("wait_timeout: {result:?} {} {guard:?}", result == result.clone());
            break;
        }
    }
    let (guard, result) = condvar.wait_timeout_while(guard, SHORT, |it| *it == 0).unwrap();
    println!(
        "wait_timeout_while: {result:?} {guard:?} {}",
        start.elapsed() >= SHORT * 2
    );

    // The condition does not hold from the start: no wait, however short the time.
    let (guard, result) = condvar
        .wait_timeout_while(guard, Duration::ZERO, |it| *it != 0)
        .unwrap();
    println!("at once: {result:?} {guard:?}");
    // It holds, and there is no time.
    let (guard, result) = condvar
        .wait_timeout_while(guard, Duration::ZERO, |it| *it == 0)
        .unwrap();
    println!("no time: {result:?} {guard:?}");
    drop(guard);

    // A notification comes long before the time is over.
    for time in [LONG, Duration::MAX] {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let other = Arc::clone(&pair);
        let notifier = thread::spawn(move || {
            *other.0.lock().unwrap() = true;
            other.1.notify_one();
        });
        let guard = pair.0.lock().unwrap();
        let (guard, result) = pair.1.wait_timeout_while(guard, time, |ready| !*ready).unwrap();
        println!("notified: {guard} {}", result.timed_out());
        drop(guard);
        notifier.join().unwrap();

        let mut guard = pair.0.lock().unwrap();
        let other = Arc::clone(&pair);
        let notifier = thread::spawn(move || {
            *other.0.lock().unwrap() = false;
            other.1.notify_all();
        });
        while *guard {
            let (again, result) = pair.1.wait_timeout(guard, time).unwrap();
            assert!(!result.timed_out());
            guard = again;
        }
        println!("notified: {guard}");
        drop(guard);
        notifier.join().unwrap();
    }
}
