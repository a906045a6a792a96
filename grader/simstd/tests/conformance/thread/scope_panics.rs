//! `scope` when threads panic, joined and not, and when its own closure panics.
// stderr: any

use std::panic::{self, AssertUnwindSafe};
use std::thread;

fn main() {
    let joined = thread::scope(|scope| scope.spawn(|| panic!("one")).join().map(|()| ()).is_err());
    println!("joined: {joined}");
    let unjoined = panic::catch_unwind(|| {
        thread::scope(|scope| {
            scope.spawn(|| panic!("two"));
        });
    });
    println!("{:?}", unjoined.unwrap_err().downcast_ref::<&str>());
    let mut done = false;
    let own = panic::catch_unwind(AssertUnwindSafe(|| {
        thread::scope(|scope| {
            scope.spawn(|| done = true);
            panic!("three");
        })
    }));
    let own: Result<(), _> = own;
    println!("{:?} {done}", own.unwrap_err().downcast_ref::<&str>());
}
