//! `thread_local!` and `LocalKey`: every thread its own value, every method.

use std::cell::{Cell, OnceCell, RefCell};
use std::thread;

thread_local! {
    static LAZY: RefCell<Vec<u32>> = {
        println!("made");
        RefCell::new(vec![1])
    };
    pub static EAGER: Cell<u32> = const { Cell::new(5) };
    static ONCE: OnceCell<String> = const { OnceCell::new() };
}
thread_local!(static SINGLE: u8 = 3);
thread_local! {
    /// With an attribute and no semicolon.
    #[allow(dead_code)]
    static LAST: Cell<Option<String>> = Cell::new(None)
}

fn work() {
    println!("{:?} {}", LAZY.with(|it| it.borrow().clone()), EAGER.get());
    LAZY.with_borrow_mut(|it| it.push(2));
    EAGER.set(EAGER.get() + 1);
    println!("{:?} {}", LAZY.with_borrow(Vec::len), EAGER.replace(9));
    println!("{:?} {:?}", LAZY.take(), LAZY.replace(vec![7]));
    println!("{:?} {}", LAZY.take(), EAGER.take());
    println!("{}", ONCE.with(|it| it.get_or_init(|| "first".into()).clone()));
    println!(
        "{}",
        ONCE.try_with(|it| it.get_or_init(|| "second".into()).clone())
            .unwrap()
    );
    SINGLE.with(|it| println!("{it}"));
    LAST.set(Some("x".into()));
    println!("{:?} {:?}", LAST.take(), LAST.take());
}

thread_local!(static SET: RefCell<u32> = { println!("never made"); RefCell::new(0) });

fn main() {
    work();
    thread::spawn(work).join().unwrap();
    EAGER.set(1);
    thread::scope(|scope| {
        scope.spawn(|| println!("{}", EAGER.get()));
    });
    println!("{}", EAGER.get());
    SET.set(4);
    println!("{}", SET.with_borrow(|it| *it));
    println!("{LAZY:?}");
}
