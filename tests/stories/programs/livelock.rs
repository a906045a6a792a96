//! Two people in a corridor, each too polite: whoever sees the other one wanting it steps back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

static LEFT: AtomicBool = AtomicBool::new(false);
static RIGHT: AtomicBool = AtomicBool::new(false);

fn pass(mine: &AtomicBool, other: &AtomicBool) {
    loop {
        mine.store(true, Ordering::SeqCst);
        if !other.load(Ordering::SeqCst) {
            break;
        }
        mine.store(false, Ordering::SeqCst);
    }
    mine.store(false, Ordering::SeqCst);
}

fn main() {
    let alice = thread::spawn(|| pass(&LEFT, &RIGHT));
    let bert = thread::spawn(|| pass(&RIGHT, &LEFT));
    alice.join().unwrap();
    bert.join().unwrap();
    println!("both through");
}
