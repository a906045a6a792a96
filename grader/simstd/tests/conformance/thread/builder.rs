//! `Builder`: names, stack sizes, names that cannot be.
// stderr: any

use std::panic;
use std::thread::{self, Builder};

fn main() {
    let handle = Builder::new()
        .name("worker".to_string())
        .stack_size(512 << 10)
        .spawn(|| {
            let big = [1_u8; 40 << 10];
            (
                thread::current().name().map(str::to_owned),
                std::hint::black_box(&big)
                    .iter()
                    .map(|it| u64::from(*it))
                    .sum::<u64>(),
            )
        });
    println!("{:?}", handle.unwrap().join().unwrap());
    println!("{:?}", Builder::new().name("x".into()));
    let unnamed = Builder::new()
        .spawn(|| thread::current().name().map(str::to_owned))
        .unwrap();
    println!("{:?}", unnamed.thread().name());
    println!("{:?}", unnamed.join().unwrap());
    let bad = panic::catch_unwind(|| Builder::new().name("a\0b".into()).spawn(|| ()).map(|_| ()));
    println!("{}", bad.is_err());
    let mut value = 1;
    thread::scope(|scope| {
        Builder::new()
            .name("scoped".into())
            .spawn_scoped(scope, || {
                value += 1;
                println!("{:?}", thread::current().name());
            })
            .unwrap()
            .join()
            .unwrap();
    });
    println!("{value}");
    let kept = unsafe { Builder::new().spawn_unchecked(|| 9) }.unwrap();
    println!("{}", kept.join().unwrap());
}
