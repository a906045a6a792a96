//! `exit` from a thread, with others waiting: the code, what was printed, thread-local values of the one that exits.

use std::process;
use std::sync::mpsc;
use std::thread;

struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

thread_local!(static LOCAL: Loud = const { Loud("local") });

fn main() {
    let _never = Loud("main's");
    LOCAL.with(|it| println!("{}", it.0));
    let (_sender, receiver) = mpsc::channel::<()>();
    thread::spawn(|| {
        let _never = Loud("thread's");
        LOCAL.with(|it| println!("{}", it.0));
        print!("leaving");
        process::exit(7)
    });
    let _ = receiver.recv();
}
