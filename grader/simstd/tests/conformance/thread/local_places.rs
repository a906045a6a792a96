//! `thread_local!` inside functions and modules, and in a macro of the program's own.

use std::cell::Cell;
use std::thread::*;

mod inside {
    thread_local! {
        pub(crate) static SHARED: std::cell::Cell<u32> = const { std::cell::Cell::new(1) };
    }
}

macro_rules! counter {
    ($name:ident) => {
        thread_local!(static $name: Cell<u32> = const { Cell::new(0) });
    };
}

counter!(FIRST);
counter!(SECOND);

fn next<T>(_: T) -> u32 {
    thread_local!(static CALLS: Cell<u32> = Cell::new(10));
    CALLS.set(CALLS.get() + 1);
    CALLS.get()
}

fn main() {
    FIRST.set(3);
    println!(
        "{} {} {} {}",
        FIRST.get(),
        SECOND.get(),
        next(1_u8),
        next("other type")
    );
    inside::SHARED.set(inside::SHARED.get() + 1);
    let other = spawn(|| (inside::SHARED.get(), FIRST.get(), next(1_u8)));
    println!("{:?} {}", other.join().unwrap(), inside::SHARED.get());
}
