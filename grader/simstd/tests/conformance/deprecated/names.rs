//! Names of old that std still has.
#![allow(deprecated)]

use std::sync::atomic::{ATOMIC_BOOL_INIT, ATOMIC_USIZE_INIT, AtomicBool, AtomicUsize, Ordering};
use std::sync::{ONCE_INIT, Once};
use std::thread;

static BEGUN: Once = ONCE_INIT;
static COUNT: AtomicUsize = ATOMIC_USIZE_INIT;
static FLAG: AtomicBool = ATOMIC_BOOL_INIT;

fn shown(info: &std::panic::PanicInfo<'_>) {
    println!("{:?}", info.location().map(std::panic::Location::line));
}

fn main() {
    std::panic::set_hook(Box::new(shown));
    let handles: Vec<_> = (0..2)
        .map(|_| thread::spawn(|| BEGUN.call_once(|| COUNT.store(7, Ordering::SeqCst))))
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    thread::sleep_ms(1);
    println!(
        "{} {}",
        COUNT.compare_and_swap(7, 8, Ordering::SeqCst),
        FLAG.load(Ordering::SeqCst)
    );
    println!("{}", std::panic::catch_unwind(|| panic!("told")).is_err());
}
