//! `catch_unwind`, `resume_unwind`, `panic_any`; a thread that caught a panic goes on.
// stderr: any

use std::panic::{self, AssertUnwindSafe, Location};
use std::thread;

#[track_caller]
fn line() -> u32 {
    Location::caller().line()
}

fn main() {
    println!("{:?}", panic::catch_unwind(|| 3).unwrap());
    let mut count = 0;
    let caught = panic::catch_unwind(AssertUnwindSafe(|| {
        count += 1;
        panic!("first {count}");
    }));
    let caught: Result<(), _> = caught;
    println!(
        "{:?} {count} {}",
        caught.as_ref().unwrap_err().downcast_ref::<String>(),
        thread::panicking()
    );
    let handle = thread::spawn(move || {
        let inner = panic::catch_unwind(|| panic::panic_any(8_u8))
            .map(|()| ())
            .unwrap_err();
        println!("{:?} {}", inner.downcast_ref::<u8>(), thread::panicking());
        panic::resume_unwind(inner)
    });
    let outcome: thread::Result<()> = handle.join();
    println!("{:?} {}", outcome.unwrap_err().downcast_ref::<u8>(), line());
    let nested = panic::catch_unwind(|| {
        let _ = panic::catch_unwind(|| panic!("inner"));
        panic!("outer")
    });
    let nested: Result<(), _> = nested;
    println!("{:?}", nested.unwrap_err().downcast_ref::<&str>());
}
