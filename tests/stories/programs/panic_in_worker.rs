//! One worker divides by what another one has not set yet.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

static PARTS: AtomicU32 = AtomicU32::new(0);

fn main() {
    let setter = thread::spawn(|| PARTS.store(4, Ordering::SeqCst));
    let divider = thread::spawn(|| 100 / PARTS.load(Ordering::SeqCst));
    setter.join().unwrap();
    println!("{}", divider.join().unwrap());
}
