//! `AtomicBool`, every method with every operand.

use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicBool, Ordering};

fn table(name: &str, method: fn(&AtomicBool, bool, Ordering) -> bool) {
    for value in [false, true] {
        for operand in [false, true] {
            let flag = AtomicBool::new(value);
            let was = method(&flag, operand, SeqCst);
            println!("{name} {value} {operand}: {was} {flag:?}");
        }
    }
}

fn main() {
    table("and", AtomicBool::fetch_and);
    table("nand", AtomicBool::fetch_nand);
    table("or", AtomicBool::fetch_or);
    table("xor", AtomicBool::fetch_xor);
    table("swap", AtomicBool::swap);
    table("not", |flag, _, order| flag.fetch_not(order));
    table("update", |flag, operand, order| {
        flag.update(order, Relaxed, |it| it ^ operand)
    });

    let mut flag = AtomicBool::default();
    println!("{flag:?} {:?} {}", AtomicBool::from(true), flag.load(Acquire));
    flag.store(true, Release);
    println!("{:?}", flag.compare_exchange(true, false, AcqRel, Acquire));
    println!("{:?}", flag.compare_exchange(true, true, SeqCst, Relaxed));
    while flag.compare_exchange_weak(false, true, Relaxed, Relaxed).is_err() {}
    println!("{:?}", flag.compare_exchange_weak(false, true, Relaxed, Relaxed));
    #[expect(deprecated, reason = "it is still there")]
    let was = (
        flag.compare_and_swap(true, false, SeqCst),
        flag.compare_and_swap(true, true, SeqCst),
    );
    println!("{was:?}");
    println!("{:?} {flag:?}", flag.fetch_update(SeqCst, SeqCst, |it| Some(!it)));
    println!(
        "{:?} {flag:?}",
        flag.fetch_update(SeqCst, SeqCst, |it| (!it).then_some(true))
    );
    println!(
        "{:?} {flag:?}",
        flag.try_update(SeqCst, SeqCst, |it| it.then_some(false))
    );
    *flag.get_mut() ^= true;
    println!("{} {}", flag.as_ptr() == flag.get_mut(), flag.into_inner());
}
