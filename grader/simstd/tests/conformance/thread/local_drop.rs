//! Destructors of thread-local values: last made first, also those that make others; then the value is gone.

use std::cell::{Cell, RefCell};
use std::thread;

struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {} in {:?}", self.0, thread::current().name());
        match self.0 {
            "b" => C.with(|it| println!("b makes {}", it.0)),
            "a" => println!(
                "{:?} {:?} {}",
                A.try_with(|_| ()),
                B.try_with(|_| ()),
                PLAIN.get()
            ),
            _ => {}
        }
    }
}

thread_local! {
    static A: Noisy = const { Noisy("a") };
    static B: Noisy = Noisy("b");
    static C: Noisy = Noisy("c");
    static PLAIN: Cell<u32> = const { Cell::new(1) };
    static KEPT: RefCell<Option<Noisy>> = const { RefCell::new(None) };
}

fn use_them() {
    PLAIN.set(2);
    A.with(|it| println!("{}", it.0));
    B.with(|it| println!("{}", it.0));
    KEPT.set(Some(Noisy("kept")));
    KEPT.set(Some(Noisy("again")));
}

fn main() {
    let name = |name: &str| thread::Builder::new().name(name.into());
    name("one").spawn(use_them).unwrap().join().unwrap();
    name("two")
        .spawn(|| {
            use_them();
            if PLAIN.get() == 2 {
                panic!("over")
            }
        })
        .unwrap()
        .join()
        .unwrap_err();
    println!("{}", A.try_with(|it| it.0).unwrap());
    use_them();
    println!("end of main");
}
