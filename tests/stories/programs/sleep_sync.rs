//! The total is read after half a second, in the hope that everything has been added by then.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

static TOTAL: AtomicU32 = AtomicU32::new(0);

fn main() {
    thread::spawn(|| {
        thread::sleep(Duration::from_millis(100));
        TOTAL.fetch_add(7, Ordering::SeqCst);
    });
    thread::sleep(Duration::from_millis(500));
    println!("{}", TOTAL.load(Ordering::SeqCst));
}
