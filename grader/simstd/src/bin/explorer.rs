//! Explores the program that it is given.
fn main() {}
