//! `current`, `Thread` and `ThreadId`.

use std::collections::HashSet;
use std::thread;

fn main() {
    let me = thread::current();
    println!("{me:?}");
    println!("{:?} {:?}", me.id(), me.name());
    assert_eq!(me.id(), thread::current().id());
    let handle = thread::Builder::new()
        .name("other".into())
        .spawn(|| thread::current())
        .unwrap();
    let (id, name) = (handle.thread().id(), handle.thread().name().map(str::to_owned));
    let other = handle.join().unwrap();
    assert_eq!(other.id(), id);
    assert_eq!(other.name().map(str::to_owned), name);
    println!("{:?} {:?}", other.name(), other.id());
    let ids: HashSet<_> = (0..3)
        .map(|_| thread::spawn(|| thread::current().id()).join().unwrap())
        .collect();
    println!("{} {}", ids.len(), ids.contains(&me.id()));
    println!("{}", thread::panicking());
}
