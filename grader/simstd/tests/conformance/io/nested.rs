//! A `Display` that prints by itself, and one that panics half way.
// stderr: any

use std::fmt;
use std::panic;

struct Prints;

impl fmt::Display for Prints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print!("[inner]");
        f.write_str("text")
    }
}

struct Panics;

impl fmt::Display for Panics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half")?;
        panic!("no more")
    }
}

fn main() {
    println!("before {Prints} after");
    let outcome = panic::catch_unwind(|| println!("first {Panics} never"));
    println!(" {}", outcome.is_err());
}
