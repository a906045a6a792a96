//! Statics of every kind, made by constant constructors: as new in each run, shared by all threads.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};
use std::sync::{Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock};
use std::{ptr, thread};

static NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static TABLE: RwLock<[u32; 3]> = RwLock::new([1, 2, 3]);
static COUNT: AtomicUsize = AtomicUsize::new(7);
static READY: (Mutex<bool>, Condvar) = (Mutex::new(false), Condvar::new());
static MEET: Barrier = Barrier::new(2);
static BEGIN: Once = Once::new();
static VALUE: OnceLock<String> = OnceLock::new();
static LAZY: LazyLock<Vec<u64>> = LazyLock::new(|| (1..=4).map(|it| it * it).collect());
static FLAG: AtomicBool = AtomicBool::new(true);
static POINTER: AtomicPtr<u8> = AtomicPtr::new(ptr::null_mut());
static MANY: [Mutex<u8>; 4] = [const { Mutex::new(9) }; 4];
static COUNTS: [AtomicUsize; 3] = [const { AtomicUsize::new(0) }; 3];

const FRESH: AtomicUsize = AtomicUsize::new(5);

struct Registry {
    entries: Mutex<Vec<u32>>,
    seen: AtomicUsize,
}

impl Registry {
    const fn new() -> Self {
        Registry {
            entries: Mutex::new(Vec::new()),
            seen: AtomicUsize::new(0),
        }
    }

    fn add(&self, entry: u32) {
        self.entries.lock().unwrap().push(entry);
        self.seen.fetch_add(1, Ordering::Relaxed);
    }
}

static REGISTRY: Registry = Registry::new();

thread_local! {
    static OWN: Cell<u32> = const { Cell::new(3) };
}

fn main() {
    println!(
        "{NAMES:?} {TABLE:?} {COUNT:?} {FLAG:?} {VALUE:?} {LAZY:?} {}",
        POINTER.load(Ordering::SeqCst).is_null()
    );
    let threads: Vec<_> = (0..2)
        .map(|i| {
            thread::spawn(move || {
                BEGIN.call_once(|| REGISTRY.add(100));
                MEET.wait();
                NAMES.lock().unwrap().push(format!("n{i}"));
                COUNTS[i].store(LAZY[i] as usize, Ordering::Release);
                let _ = VALUE.set("set".into());
                OWN.set(OWN.get() + 1);
                OWN.get()
            })
        })
        .collect();
    for thread in threads {
        println!("own: {}", thread.join().unwrap());
    }
    let waiter = thread::spawn(|| {
        let ready = READY.0.lock().unwrap();
        drop(READY.1.wait_while(ready, |it| !*it).unwrap());
        *MANY[2].lock().unwrap() += 1;
    });
    *READY.0.lock().unwrap() = true;
    READY.1.notify_all();
    waiter.join().unwrap();

    // Each use of a constant is an atomic of its own.
    let (one, two) = (FRESH, FRESH);
    one.fetch_add(1, Ordering::SeqCst);
    TABLE.write().unwrap()[0] += one.into_inner() as u32 * 10 + two.into_inner() as u32;
    NAMES.lock().unwrap().sort();
    println!("{NAMES:?} {TABLE:?} {COUNTS:?} {MANY:?}");
    println!(
        "{VALUE:?} {LAZY:?} {:?} {:?} {}",
        REGISTRY.entries,
        REGISTRY.seen,
        BEGIN.is_completed()
    );
}
