//! What the compiler lets a program do with borrowed contents: order of drops, shorter lifetimes, constants.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{LazyLock, Mutex, MutexGuard, OnceLock, RwLock, RwLockReadGuard};

struct Holder<'a> {
    lock: &'a Mutex<Vec<&'a str>>,
}

impl<'a> Holder<'a> {
    fn lock(&self) -> MutexGuard<'a, Vec<&'a str>> {
        self.lock.lock().unwrap()
    }
}

/// A reader's guard of something long-lived serves where one of something short-lived is wanted.
fn shorten<'a>(guard: RwLockReadGuard<'a, &'static str>, _short: &'a str) -> RwLockReadGuard<'a, &'a str> {
    guard
}

fn first<'a>(cell: &'a OnceLock<String>, other: &'a str) -> &'a str {
    cell.get().map_or(other, String::as_str)
}

struct Static {
    value: AtomicUsize,
    lock: Mutex<[u8; 2]>,
}

const fn made(value: usize) -> Static {
    Static {
        value: AtomicUsize::new(value),
        lock: Mutex::new([1, 2]),
    }
}

static ONE: Static = made(1);
static TWO: [Static; 2] = [made(2), made(3)];

fn main() {
    // What they hold is declared after them, and dropped before them.
    let (mutex, rwlock, cell) = (Mutex::new(None), RwLock::new(None), OnceLock::new());
    let text = String::from("text");
    *mutex.lock().unwrap() = Some(&text);
    *rwlock.write().unwrap() = Some(&text);
    cell.set(&text).unwrap();
    println!("{mutex:?} {rwlock:?} {cell:?}");

    let words = Mutex::new(vec!["one"]);
    let guard = {
        let holder = Holder { lock: &words };
        holder.lock()
    };
    println!("{guard:?}");
    drop(guard);

    let lock = RwLock::new("long-lived");
    let short = String::from("short");
    println!("{}", shorten(lock.read().unwrap(), &short));
    println!("{}", first(&OnceLock::from(String::from("set")), &short));

    // A guard in the last expression of a block.
    let length = { words.lock().unwrap().len() };
    println!(
        "{length} {}",
        if let Ok(guard) = words.lock() {
            guard.len()
        } else {
            0
        }
    );

    // Moved around, and taken apart.
    let made = made(7);
    let Static { value, lock } = made;
    let boxed = Box::new((value, lock));
    let (value, lock) = *boxed;
    println!("{} {:?}", value.into_inner(), lock.into_inner());
    let mut many: Vec<Mutex<Cell<u8>>> = (0..3).map(|it| Mutex::new(Cell::new(it))).collect();
    many.swap(0, 2);
    many.retain_mut(|it| it.get_mut().unwrap().get() != 1);
    println!("{many:?}");
    ONE.value
        .fetch_add(TWO[0].value.load(Ordering::Relaxed), Ordering::Relaxed);
    println!(
        "{:?} {:?} {:?}",
        ONE.value,
        ONE.lock,
        TWO[1].value.load(Ordering::Relaxed)
    );

    // A closure that borrows, and values sent by reference.
    let lazy = LazyLock::new(|| text.len() + short.len());
    println!("{}", *lazy);
    let (tx, rx) = mpsc::channel();
    tx.send(text.as_str()).unwrap();
    tx.send(&short[1..]).unwrap();
    drop(tx);
    println!("{:?}", rx.iter().collect::<Vec<_>>());
}
