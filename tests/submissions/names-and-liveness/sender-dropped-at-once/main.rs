//! Throws away the sender that keeps ben at work: what `_` matches is dropped at the end of the line.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

fn work(day: &Receiver<()>) {
    let _ = day.recv();
    println!("{} goes home", thread::current().name().unwrap_or("?"));
}

fn hire(name: &str) -> (Sender<()>, JoinHandle<()>) {
    let (keep, day) = mpsc::channel();
    let worker = thread::Builder::new().name(name.to_owned());
    (keep, worker.spawn(move || work(&day)).unwrap())
}

fn roll_call(staff: &[JoinHandle<()>]) {
    let alive = staff.iter().filter(|worker| !worker.is_finished());
    let names: Vec<_> = alive.filter_map(|worker| worker.thread().name()).collect();
    println!("{} at work: {names:?}", names.len()); //~ RACE
}

fn main() {
    let (keep_ana, ana) = hire("ana");
    let (_, ben) = hire("ben");
    let mut staff = vec![ana, ben];
    roll_call(&staff);

    staff.remove(1).join().unwrap();
    roll_call(&staff);

    drop(keep_ana);
    for worker in staff.drain(..) {
        worker.join().unwrap();
    }
    roll_call(&staff);
}
