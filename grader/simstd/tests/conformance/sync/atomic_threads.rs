//! Atomics among threads: what is read-modify-written is never lost, and one of several is first.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU8, AtomicUsize, Ordering};
use std::thread;

fn main() {
    let counter = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let counter = Arc::clone(&counter);
            thread::spawn(move || {
                let one = counter.fetch_add(1, Ordering::Relaxed);
                let two = counter.fetch_add(1, Ordering::Relaxed);
                two > one
            })
        })
        .collect();
    for thread in threads {
        println!("grows: {}", thread.join().unwrap());
    }
    println!("counted: {counter:?}");

    let (first, bits, sum) = (AtomicBool::new(false), AtomicU8::new(0), AtomicI64::new(0));
    let winners = AtomicUsize::new(0);
    thread::scope(|scope| {
        for i in 0..2 {
            let (first, bits, sum, winners) = (&first, &bits, &sum, &winners);
            scope.spawn(move || {
                if !first.swap(true, Ordering::AcqRel) {
                    winners.fetch_add(1, Ordering::Relaxed);
                }
                bits.fetch_or(1 << i, Ordering::Relaxed);
                sum.fetch_update(Ordering::AcqRel, Ordering::Acquire, |it| Some(it - i - 1))
                    .unwrap();
            });
        }
    });
    println!("{winners:?} {bits:?} {sum:?}");

    // By hand, as a spin lock would do it.
    let mine = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut seen = mine.load(Ordering::Relaxed);
                while let Err(now) =
                    mine.compare_exchange_weak(seen, seen + 1, Ordering::SeqCst, Ordering::Relaxed)
                {
                    seen = now;
                }
            });
        }
    });
    println!("exchanged: {mine:?}");

    // What was written before the flag is there after it.
    static DATA: AtomicUsize = AtomicUsize::new(0);
    static READY: AtomicBool = AtomicBool::new(false);
    let writer = thread::spawn(|| {
        DATA.store(42, Ordering::Relaxed);
        READY.store(true, Ordering::Release);
    });
    let reader = thread::spawn(|| !READY.load(Ordering::Acquire) || DATA.load(Ordering::Relaxed) == 42);
    writer.join().unwrap();
    println!("published: {}", reader.join().unwrap());
}
