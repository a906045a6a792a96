//! `Barrier`: nobody passes before all have come, and one of each round is its leader.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

fn main() {
    println!("{:?}", Barrier::new(3));
    for n in [0, 1] {
        let alone = Barrier::new(n);
        let result = alone.wait();
        println!("alone: {result:?} {} {:?}", result.is_leader(), alone.wait());
    }

    let shared = Arc::new((Barrier::new(2), AtomicUsize::new(0)));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let (barrier, arrived) = &*shared;
                let mut leader = [false; 2];
                let mut seen = [0; 2];
                for round in 0..2 {
                    arrived.fetch_add(1, Ordering::SeqCst);
                    leader[round] = barrier.wait().is_leader();
                    seen[round] = arrived.load(Ordering::SeqCst);
                    barrier.wait();
                }
                (leader, seen)
            })
        })
        .collect();
    let results: Vec<_> = threads.into_iter().map(|it| it.join().unwrap()).collect();
    for round in 0..2 {
        let leaders = results.iter().filter(|it| it.0[round]).count();
        println!(
            "round {round}: {leaders} leader, seen {:?}",
            results.iter().map(|it| it.1[round]).collect::<Vec<_>>()
        );
    }
}
