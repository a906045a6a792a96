//! Two tills count visitors; one visitor gets lost.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

static VISITORS: AtomicUsize = AtomicUsize::new(97);

fn let_in() {
    let before = VISITORS.load(Ordering::SeqCst);
    VISITORS.store(before + 1, Ordering::SeqCst);
}

fn main() {
    let north = thread::spawn(let_in);
    let south = thread::spawn(let_in);
    north.join().unwrap();
    south.join().unwrap();
    println!("{}", VISITORS.load(Ordering::SeqCst));
}
