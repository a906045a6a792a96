//! Standard input that is at its end from the start.

use std::io::{self, IsTerminal, Read};

fn main() {
    let mut text = String::new();
    println!("{:?} {text:?}", io::stdin().read_line(&mut text).unwrap());
    println!("{:?}", io::stdin().read_to_string(&mut text).unwrap());
    println!("{}", io::stdin().lines().count());
    println!("{}", io::stdin().is_terminal());
}
