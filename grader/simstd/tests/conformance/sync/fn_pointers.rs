//! Methods as function pointers: those of a dynamic library do not link if they are made the wrong way.

use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, AtomicUsize, Ordering, fence};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Barrier, BarrierWaitResult, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock};

fn call<T, R>(value: &T, pointers: &[(&str, fn(&T) -> R)], show: fn(R) -> String) {
    for (name, pointer) in pointers {
        println!("{name}: {}", show(pointer(value)));
    }
}

fn main() {
    let new: fn(usize) -> AtomicUsize = AtomicUsize::new;
    let from: fn(usize) -> AtomicUsize = AtomicUsize::from;
    let default: fn() -> AtomicUsize = AtomicUsize::default;
    let into: fn(AtomicUsize) -> usize = AtomicUsize::into_inner;
    println!("{} {} {}", into(new(1)), into(from(2)), into(default()));

    let atomic = AtomicU8::new(6);
    let load: fn(&AtomicU8, Ordering) -> u8 = AtomicU8::load;
    let store: fn(&AtomicU8, u8, Ordering) = AtomicU8::store;
    store(&atomic, 9, Ordering::SeqCst);
    println!("{}", load(&atomic, Ordering::SeqCst));
    let updates: [fn(&AtomicU8, u8, Ordering) -> u8; 9] = [
        AtomicU8::swap,
        AtomicU8::fetch_add,
        AtomicU8::fetch_sub,
        AtomicU8::fetch_and,
        AtomicU8::fetch_nand,
        AtomicU8::fetch_or,
        AtomicU8::fetch_xor,
        AtomicU8::fetch_max,
        AtomicU8::fetch_min,
    ];
    println!(
        "{:?} {atomic:?}",
        updates.map(|it| it(&atomic, 5, Ordering::SeqCst))
    );
    let exchange: [fn(&AtomicU8, u8, u8, Ordering, Ordering) -> Result<u8, u8>; 2] =
        [AtomicU8::compare_exchange, AtomicU8::compare_exchange_weak];
    println!(
        "{:?}",
        exchange.map(|it| it(&atomic, 1, 1, Ordering::SeqCst, Ordering::SeqCst))
    );
    let update: fn(&AtomicU8, Ordering, Ordering, fn(u8) -> Option<u8>) -> Result<u8, u8> =
        AtomicU8::fetch_update;
    println!(
        "{:?}",
        update(&atomic, Ordering::SeqCst, Ordering::SeqCst, |it| it
            .checked_sub(1))
    );
    let not: fn(&AtomicBool, Ordering) -> bool = AtomicBool::fetch_not;
    println!("{}", not(&AtomicBool::new(true), Ordering::SeqCst));
    let pointer: fn(*mut u8) -> AtomicPtr<u8> = AtomicPtr::new;
    println!("{:?}", pointer(std::ptr::null_mut()));
    let fence: fn(Ordering) = fence;
    fence(Ordering::SeqCst);

    let new: fn(i32) -> Mutex<i32> = Mutex::new;
    let mutex = new(1);
    call(
        &mutex,
        &[
            ("lock", |it| it.lock().is_ok()),
            ("is_poisoned", Mutex::is_poisoned),
        ],
        |it| it.to_string(),
    );
    call(&mutex, &[("clear_poison", Mutex::clear_poison)], |()| {
        String::new()
    });
    let new: fn(i32) -> RwLock<i32> = RwLock::from;
    call(
        &new(2),
        &[
            ("is_poisoned", RwLock::is_poisoned),
            ("is_locked", |it| it.try_write().is_err()),
        ],
        |it| it.to_string(),
    );

    let condvars: [fn() -> Condvar; 2] = [Condvar::new, Condvar::default];
    for new in condvars {
        call(
            &new(),
            &[
                ("notify_one", Condvar::notify_one),
                ("notify_all", Condvar::notify_all),
            ],
            |()| String::new(),
        );
    }
    let new: fn(usize) -> Barrier = Barrier::new;
    let leader: fn(&BarrierWaitResult) -> bool = BarrierWaitResult::is_leader;
    let wait: fn(&Barrier) -> BarrierWaitResult = Barrier::wait;
    println!("{}", leader(&wait(&new(1))));
    let new: fn() -> Once = Once::new;
    let once = new();
    let run: fn(&Once, fn()) = Once::call_once;
    run(&once, || println!("once"));
    call(&once, &[("is_completed", Once::is_completed)], |it| {
        it.to_string()
    });
    call(
        &once,
        &[("wait", Once::wait), ("wait_force", Once::wait_force)],
        |()| String::new(),
    );
    let new: fn() -> OnceLock<u8> = OnceLock::new;
    let cell = new();
    let init: fn(&OnceLock<u8>, fn() -> u8) -> &u8 = OnceLock::get_or_init;
    println!("{}", init(&cell, || 3));
    call(
        &cell,
        &[("get", |it| it.get().copied()), ("wait", |it| Some(*it.wait()))],
        |it| format!("{it:?}"),
    );
    let force: fn(&LazyLock<u8>) -> &u8 = LazyLock::force;
    println!("{}", force(&LazyLock::new(|| 4)));

    let open: fn() -> (Sender<u8>, Receiver<u8>) = mpsc::channel;
    let (tx, rx) = open();
    let send: fn(&Sender<u8>, u8) -> Result<(), mpsc::SendError<u8>> = Sender::send;
    send(&tx, 1).unwrap();
    send(&Clone::clone(&tx), 2).unwrap();
    call(
        &rx,
        &[
            ("recv", |it| it.recv().ok()),
            ("try_recv", |it| it.try_recv().ok()),
        ],
        |it| format!("{it:?}"),
    );
    let open: fn(usize) -> (SyncSender<u8>, Receiver<u8>) = mpsc::sync_channel;
    let (tx, rx) = open(1);
    let send: fn(&SyncSender<u8>, u8) -> Result<(), mpsc::SendError<u8>> = SyncSender::send;
    send(&tx, 3).unwrap();
    println!("{:?}", rx.recv());

    // As arguments, where a closure could stand.
    let all: Vec<AtomicUsize> = (1..=3).map(AtomicUsize::new).collect();
    let shared: Vec<Arc<Mutex<usize>>> = all
        .into_iter()
        .map(AtomicUsize::into_inner)
        .map(Mutex::new)
        .map(Arc::new)
        .collect();
    println!("{shared:?} {:?}", Some(5).map(Mutex::from));
    println!("{:?}", None.unwrap_or_else(Condvar::default));
    shared
        .iter()
        .map(|it| it.lock())
        .map(Result::unwrap)
        .for_each(drop);
}
