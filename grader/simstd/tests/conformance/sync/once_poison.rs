//! `Once` after an initialiser that panicked.

use std::panic;
use std::sync::Once;
use std::thread;

static ONCE: Once = Once::new();
static WAITED: Once = Once::new();

fn message(thread: thread::JoinHandle<()>) -> String {
    let payload = thread.join().unwrap_err();
    match payload.downcast_ref::<&str>() {
        Some(text) => (*text).to_owned(),
        None => payload.downcast_ref::<String>().cloned().unwrap_or_default(),
    }
}

fn main() {
    println!(
        "first: {}",
        message(thread::spawn(
            || ONCE.call_once(|| panic!("the initialiser failed"))
        ))
    );
    println!("then: {} {ONCE:?}", ONCE.is_completed());
    println!(
        "second: {}",
        message(thread::spawn(|| ONCE.call_once(|| println!("never"))))
    );
    println!("wait: {}", message(thread::spawn(|| ONCE.wait())));

    // One more that fails, with force.
    let caught = panic::catch_unwind(|| {
        ONCE.call_once_force(|state| {
            println!("forced: {state:?} {}", state.is_poisoned());
            panic!("again");
        });
    });
    println!("again: {} {}", caught.is_err(), ONCE.is_completed());
    ONCE.call_once_force(|state| println!("at last: {state:?}"));
    println!("done: {}", ONCE.is_completed());
    ONCE.call_once(|| println!("never"));
    ONCE.call_once_force(|_| println!("never"));
    ONCE.wait();

    // Whoever waits with force waits for the one that succeeds.
    let waiter = thread::spawn(|| {
        WAITED.wait_force();
        WAITED.is_completed()
    });
    let fails = thread::spawn(|| WAITED.call_once(|| panic!("not yet")));
    println!("not yet: {}", fails.join().is_err());
    WAITED.call_once_force(|state| assert!(state.is_poisoned()));
    println!("waited: {}", waiter.join().unwrap());
}
