//! `is_finished`: true after the end, and a loop that asks for it ends.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() {
    let (release, wait) = mpsc::channel::<()>();
    let handle = thread::spawn(move || wait.recv().is_ok());
    println!("{}", handle.is_finished());
    release.send(()).unwrap();
    while !handle.is_finished() {
        thread::sleep(Duration::from_millis(1));
    }
    println!("{} {}", handle.is_finished(), handle.join().unwrap());
    let handle = thread::spawn(|| ());
    while !handle.is_finished() {
        thread::yield_now();
    }
    handle.join().unwrap();
    thread::scope(|scope| {
        let handle = scope.spawn(|| 4);
        while !handle.is_finished() {
            std::hint::spin_loop();
        }
        println!("{}", handle.join().unwrap());
    });
}
