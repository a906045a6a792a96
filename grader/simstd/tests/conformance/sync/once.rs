//! `Once`: one initialiser, however many come, and nobody goes on before it has ended.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Once, OnceState};
use std::thread;

static ONCE: Once = Once::new();
static RUNS: AtomicU32 = AtomicU32::new(0);
static VALUE: AtomicU32 = AtomicU32::new(0);

fn initialise(state: &OnceState) {
    RUNS.fetch_add(1, Ordering::Relaxed);
    thread::yield_now();
    VALUE.store(42 + u32::from(state.is_poisoned()), Ordering::Relaxed);
}

fn main() {
    println!("{ONCE:?} {}", ONCE.is_completed());
    let threads: Vec<_> = (0..2)
        .map(|i| {
            thread::spawn(move || {
                if i == 0 {
                    ONCE.call_once_force(initialise);
                } else {
                    ONCE.call_once(|| {
                        RUNS.fetch_add(1, Ordering::Relaxed);
                        VALUE.store(42, Ordering::Relaxed);
                    });
                }
                VALUE.load(Ordering::Relaxed)
            })
        })
        .collect();
    ONCE.wait();
    println!(
        "waited: {} {}",
        VALUE.load(Ordering::Relaxed),
        ONCE.is_completed()
    );
    for thread in threads {
        println!("seen: {}", thread.join().unwrap());
    }
    ONCE.wait_force();
    ONCE.call_once(|| println!("never"));
    println!("runs: {RUNS:?} {ONCE:?}");

    let local = Once::new();
    let text = String::from("moved in");
    local.call_once(move || println!("{text}"));
    local.call_once_force(|state| println!("never {state:?}"));
    println!("{}", local.is_completed());
}
