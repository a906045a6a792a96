//! `Scope` and `ScopedJoinHandle` in the types of a program's own functions.

use std::thread::{self, Scope, ScopedJoinHandle};

fn start<'scope>(scope: &'scope Scope<'scope, '_>, from: &'scope [u32]) -> ScopedJoinHandle<'scope, u32> {
    scope.spawn(move || from.iter().sum())
}

fn main() {
    let numbers = [1, 2, 3, 4];
    let (left, right) = numbers.split_at(2);
    let total = thread::scope(|scope| {
        println!("{scope:?}");
        let handles = [start(scope, left), start(scope, right)];
        println!("{:?}", handles[0].thread().name());
        handles.map(|handle| handle.join().unwrap())
    });
    println!("{total:?}");
}
