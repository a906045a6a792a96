//! Standard error: macros, `dbg!`, locks.

use std::io::{self, IsTerminal, Write};

fn main() {
    eprintln!("one {}", 1);
    eprint!("two ");
    eprintln!();
    let three = dbg!(1 + 2);
    let (four, five) = dbg!(three + 1, "five");
    dbg!();
    writeln!(io::stderr(), "{four} {five}").unwrap();
    let mut lock = io::stderr().lock();
    lock.write_all(b"locked\n").unwrap();
    eprintln!("again");
    println!("{:?} {}", io::stderr(), io::stderr().is_terminal());
}
