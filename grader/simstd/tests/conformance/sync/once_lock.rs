//! `OnceLock`: set once, by one of several, read by all.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, OnceLock};
use std::thread;

struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("dropped: {}", self.0);
    }
}

fn main() {
    let mut cell = OnceLock::new();
    println!("empty: {cell:?} {:?}", cell.get());
    println!("empty: {:?}", cell.get_mut());
    println!("set: {:?} {:?} {cell:?} {cell:#?}", cell.set(1), cell.set(2));
    println!("init: {} {:?}", cell.get_or_init(|| 3), cell.get());
    *cell.get_mut().unwrap() += 10;
    println!("wait: {}", cell.wait());
    println!(
        "clone: {:?} {} {}",
        cell.clone(),
        cell == cell.clone(),
        cell == OnceLock::new()
    );
    println!("take: {:?} {cell:?}", cell.clone().take());
    let taken = (cell.take(), cell.take());
    println!("take: {taken:?} {cell:?}");
    println!("again: {}", cell.get_or_init(|| 4));
    println!("into_inner: {:?}", cell.into_inner());
    println!(
        "made: {:?} {:?} {:?}",
        OnceLock::from("text"),
        OnceLock::<u8>::default(),
        OnceLock::<u8>::new().into_inner()
    );

    // An initialiser that panics leaves the cell empty.
    let cell = OnceLock::new();
    let caught = panic::catch_unwind(AssertUnwindSafe(|| *cell.get_or_init(|| panic!("no value"))));
    println!("panicked: {} {cell:?}", caught.is_err());
    println!("then: {}", cell.get_or_init(|| 5));
    let empty: OnceLock<i32> = OnceLock::new();
    let caught = panic::catch_unwind(AssertUnwindSafe(|| *empty.get_or_init(|| panic!("no value"))));
    println!("then: {} {:?} {:?}", caught.is_err(), empty.set(6), empty.get());

    // What is not set comes back; what is set goes with the cell.
    let cell = OnceLock::new();
    assert!(cell.set(Noisy("in the cell")).is_ok());
    println!("refused: {}", cell.set(Noisy("refused")).is_err());
    drop(cell);

    let cell = Arc::new(OnceLock::new());
    let threads: Vec<_> = (0..2)
        .map(|i| {
            let cell = Arc::clone(&cell);
            thread::spawn(move || {
                if i == 0 {
                    cell.set("value".to_owned()).is_ok()
                } else {
                    let mut mine = false;
                    cell.get_or_init(|| {
                        mine = true;
                        "value".to_owned()
                    });
                    mine
                }
            })
        })
        .collect();
    println!("waited: {:?}", cell.wait());
    let winners = threads
        .into_iter()
        .map(|it| it.join().unwrap())
        .filter(|it| *it)
        .count();
    println!("winners: {winners} {:?}", cell.get());

    // A waiter goes on when an initialiser succeeds, not when one fails.
    let cell = Arc::new(OnceLock::new());
    let other = Arc::clone(&cell);
    let waiter = thread::spawn(move || *other.wait());
    let other = Arc::clone(&cell);
    let fails = thread::spawn(move || *other.get_or_init(|| panic!("no value")));
    println!("failed: {}", fails.join().is_err());
    cell.set(7).unwrap();
    println!("waited: {}", waiter.join().unwrap());
}
