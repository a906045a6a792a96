//! Using a thread-local value after it is gone: `AccessError`, and the panic of `with` in a destructor aborts.
// stderr: any

use std::cell::RefCell;
use std::thread::{self, AccessError};

struct Last(fn());

impl Drop for Last {
    fn drop(&mut self) {
        (self.0)();
    }
}

thread_local! {
    static FIRST: RefCell<Vec<Last>> = const { RefCell::new(Vec::new()) };
}

fn main() {
    let handle = thread::spawn(|| {
        FIRST.with_borrow_mut(|it| {
            it.push(Last(|| {
                let gone: AccessError = FIRST.try_with(|_| ()).unwrap_err();
                println!("{gone} {gone:?}");
                let gone = std::panic::catch_unwind(|| FIRST.with(|_| ()));
                println!("{:?}", gone.unwrap_err().downcast_ref::<String>());
            }))
        });
    });
    handle.join().unwrap();
}
