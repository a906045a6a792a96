//! Gives ben time to go home, instead of waiting until he has.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

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
    println!("{} at work: {names:?}", names.len());
}

fn main() {
    let (keep_ana, ana) = hire("ana");
    let (keep_ben, ben) = hire("ben");
    let mut staff = vec![ana, ben];
    roll_call(&staff);

    drop(keep_ben);
    thread::sleep(Duration::from_millis(100)); //~ SLEEP-SYNC
    roll_call(&staff);

    drop(keep_ana);
    for worker in staff.drain(..) {
        worker.join().unwrap();
    }
    roll_call(&staff);
}
