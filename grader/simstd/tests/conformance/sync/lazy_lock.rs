//! `LazyLock`: computed by the first who needs it, or never.

use std::collections::BTreeMap;
use std::panic;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex};
use std::thread;

static COMPUTED: AtomicU32 = AtomicU32::new(0);
static SQUARES: LazyLock<BTreeMap<u32, u32>> = LazyLock::new(|| {
    COMPUTED.fetch_add(1, Ordering::Relaxed);
    (1..=3).map(|it| (it, it * it)).collect()
});
static SHARED: LazyLock<Mutex<Vec<u32>>> = LazyLock::new(Mutex::default);
static BAD: LazyLock<u32> = LazyLock::new(|| panic!("cannot be computed"));

fn main() {
    println!("{SQUARES:?} {:?}", LazyLock::get(&SQUARES));
    let threads: Vec<_> = (0..2)
        .map(|i| {
            thread::spawn(move || {
                SHARED.lock().unwrap().push(i);
                SQUARES[&(i + 1)]
            })
        })
        .collect();
    for thread in threads {
        println!("seen: {}", thread.join().unwrap());
    }
    SHARED.lock().unwrap().sort_unstable();
    println!(
        "{SQUARES:?} {COMPUTED:?} {SHARED:?} {:?}",
        LazyLock::get(&SQUARES).map(BTreeMap::len)
    );

    let text = String::from("captured");
    let mut local = LazyLock::new(|| text.len());
    println!("{local:?}");
    println!("{:?}", LazyLock::get_mut(&mut local));
    println!("{} {}", LazyLock::force(&local), *local);
    *LazyLock::force_mut(&mut local) += 1;
    *local += 1;
    println!("{local:?}");
    println!("{:?}", LazyLock::get_mut(&mut local));
    let mut fresh: LazyLock<Vec<u8>> = LazyLock::default();
    fresh.push(1);
    println!("{fresh:?}");
    let mut other = LazyLock::new(|| 1);
    println!("{}", LazyLock::force_mut(&mut other));

    // A closure that panicked is gone, and everybody who comes later is told.
    let first = thread::spawn(|| *BAD).join().unwrap_err();
    println!("first: {:?}", first.downcast_ref::<&str>());
    let second = panic::catch_unwind(|| *BAD).unwrap_err();
    println!(
        "second: {:?} {:?}",
        second.downcast_ref::<&str>(),
        second.downcast_ref::<String>()
    );
    println!("{BAD:?} {:?}", LazyLock::get(&BAD));
    let mut mine = LazyLock::new(|| -> u32 { panic!("mine") });
    let caught =
        panic::catch_unwind(panic::AssertUnwindSafe(|| *LazyLock::force_mut(&mut mine))).unwrap_err();
    println!("mine: {:?}", caught.downcast_ref::<&str>());
    let caught =
        panic::catch_unwind(panic::AssertUnwindSafe(|| *LazyLock::force_mut(&mut mine))).unwrap_err();
    println!(
        "mine: {:?} {:?}",
        caught.downcast_ref::<&str>(),
        LazyLock::get_mut(&mut mine).is_none()
    );
}
