//! What depends on the schedule: who locks first, whether a lock is free, who leads a barrier, who is woken.
// outputs: any

use std::sync::{Arc, Barrier, Condvar, Mutex, RwLock};
use std::thread;

fn main() {
    let shared = Arc::new((Mutex::new(Vec::new()), RwLock::new(0), Barrier::new(2)));
    let threads: Vec<_> = (1..=2)
        .map(|i| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                shared.0.lock().unwrap().push(i);
                let free = shared.1.try_write().map(|mut it| *it = i).is_ok();
                (free, shared.2.wait().is_leader())
            })
        })
        .collect();
    let results: Vec<_> = threads.into_iter().map(|it| it.join().unwrap()).collect();
    println!("{results:?} {:?} {:?}", shared.0, shared.1);

    // One of two is woken, and wakes the other.
    let gate = Arc::new((Mutex::new((false, Vec::new())), Condvar::new()));
    let waiters: Vec<_> = (1..=2)
        .map(|i| {
            let gate = Arc::clone(&gate);
            thread::spawn(move || {
                let mut guard = gate.1.wait_while(gate.0.lock().unwrap(), |it| !it.0).unwrap();
                guard.1.push(i);
                gate.1.notify_one();
            })
        })
        .collect();
    gate.0.lock().unwrap().0 = true;
    gate.1.notify_one();
    waiters.into_iter().for_each(|it| it.join().unwrap());
    println!("{:?}", gate.0);
}
