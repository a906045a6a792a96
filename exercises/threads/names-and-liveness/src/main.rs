//! Who is at work? A roll call when all have come, when ben has gone home, and when everybody has.
//!
//! Run it: ben is told to go home, and is called all the same. A thread that has been told to end
//! has not ended yet. Make the second roll call sure. The lesson is in `README.md`, next to `src`.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

/// A day at work: `recv` waits until the other end of the channel is dropped.
fn work(day: &Receiver<()>) {
    let _ = day.recv();
    println!("{} goes home", thread::current().name().unwrap_or("?"));
}

/// Starts a worker of that name. It works until the `Sender` is dropped.
fn hire(name: &str) -> (Sender<()>, JoinHandle<()>) {
    let (keep, day) = mpsc::channel();
    let worker = thread::Builder::new().name(name.to_owned());
    (keep, worker.spawn(move || work(&day)).unwrap())
}

/// Counts those who have not ended, and names them.
fn roll_call(staff: &[JoinHandle<()>]) {
    let alive = staff.iter().filter(|worker| !worker.is_finished());
    let names: Vec<_> = alive.filter_map(|worker| worker.thread().name()).collect();
    println!("{} at work: {names:?}", names.len());
}

fn main() {
    let (keep_ana, ana) = hire("ana");
    let (keep_ben, ben) = hire("ben");
    let mut staff = vec![ana, ben];
    roll_call(&staff);

    drop(keep_ben);
    roll_call(&staff);

    drop(keep_ana);
    for worker in staff.drain(..) {
        worker.join().unwrap();
    }
    roll_call(&staff);
}
