//! `main` panics: exit code 101, whatever other threads do.

use std::thread;

struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {
        println!("unwound");
    }
}

fn main() {
    let _loud = Loud;
    thread::spawn(|| println!("first")).join().unwrap();
    let empty: Vec<u32> = Vec::new();
    println!("never {}", empty[thread::current().name().map_or(0, str::len)]);
}
