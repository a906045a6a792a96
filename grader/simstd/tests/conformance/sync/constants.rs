//! What constant functions, constants and statics can do with types that are not constant at all.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize};
use std::sync::{Condvar, LazyLock, Mutex, Once, OnceLock, RwLock};

struct Counter {
    count: AtomicUsize,
    step: usize,
    log: Mutex<Vec<usize>>,
}

impl Counter {
    const fn new() -> Self {
        Counter {
            count: AtomicUsize::new(0),
            step: 1,
            log: Mutex::new(Vec::new()),
        }
    }

    const fn step(mut self, step: usize) -> Self {
        self.step = step;
        self
    }

    fn tick(&self) {
        let count = self.count.fetch_add(self.step, SeqCst);
        self.log.lock().unwrap().push(count);
    }
}

enum Slot {
    Full(AtomicU8),
    Empty,
}

/// Each use is a value of its own.
const ZERO: AtomicUsize = AtomicUsize::new(0);
const EMPTY: Slot = Slot::Empty;
const SIX: usize = AtomicUsize::new(6).into_inner();

static COUNTER: Counter = Counter::new().step(3);
static ZEROS: [AtomicUsize; 4] = [ZERO; 4];
static SLOTS: [Slot; 3] = [Slot::Full(AtomicU8::new(SIX as u8)), EMPTY, EMPTY];
static MAYBE: Option<Mutex<&str>> = Some(Mutex::new("some"));
static PAIR: (LazyLock<String>, OnceLock<u8>) = (LazyLock::new(|| "lazy".repeat(2)), OnceLock::new());
static EACH: [LazyLock<u8>; 2] = [LazyLock::new(|| 1), LazyLock::new(|| 2)];
static INDEX: LazyLock<RwLock<BTreeMap<&str, usize>>> = LazyLock::new(RwLock::default);
static GATE: (Mutex<bool>, Condvar, Once, AtomicBool) = (
    Mutex::new(false),
    Condvar::new(),
    Once::new(),
    AtomicBool::new(false),
);

thread_local! {
    static LOCAL: AtomicUsize = const { AtomicUsize::new(3) };
    static NESTED: RefCell<Mutex<u8>> = const { RefCell::new(Mutex::new(4)) };
}

fn main() {
    COUNTER.tick();
    COUNTER.tick();
    println!("{:?} {:?} {}", COUNTER.count, COUNTER.log, COUNTER.step);
    ZEROS[1].store(1, SeqCst);
    println!("{ZEROS:?} {ZERO:?} {MAYBE:?}");
    for slot in &SLOTS {
        match slot {
            Slot::Full(value) => println!("full {value:?}"),
            Slot::Empty => println!("empty"),
        }
    }
    println!("{:?} {:?} {}", PAIR, PAIR.1.set(1), *PAIR.0);
    println!("{} {:?}", EACH.iter().map(|it| **it).sum::<u8>(), EACH);
    INDEX.write().unwrap().insert("key", 1);
    println!("{:?} {:?}", INDEX.read(), INDEX.read().unwrap().get("key"));
    GATE.2.call_once(|| GATE.3.store(true, SeqCst));
    GATE.1.notify_all();
    println!("{GATE:?}");
    println!(
        "{} {:?}",
        LOCAL.with(|it| it.fetch_add(1, SeqCst)),
        NESTED.with_borrow(|it| it.lock().map(|it| *it).ok())
    );
    println!(
        "{:?} {:?}",
        LOCAL.with(|it| it.load(SeqCst)),
        NESTED.with_borrow_mut(|it| it.get_mut().map(|it| *it).ok())
    );

    let made = [const { AtomicU8::new(1) }; 3].map(AtomicU8::into_inner);
    let leaked: &'static Mutex<i32> = Box::leak(Box::new(Mutex::new(3)));
    println!("{made:?} {leaked:?}");
    let Counter { count, step, .. } = Counter {
        step: 9,
        ..Counter::new()
    };
    println!("{count:?} {step}");
}
