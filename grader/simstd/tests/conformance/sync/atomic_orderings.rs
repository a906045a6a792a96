//! Orderings that make no sense, in std's words; fences; the constants and functions of old.

use std::any::Any;
use std::panic::{self, UnwindSafe};
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicUsize, Ordering, compiler_fence, fence};
use std::{hint, ptr};

fn message(panic: &(dyn Any + Send)) -> String {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => (*text).to_owned(),
        (_, Some(text)) => text.clone(),
        _ => "another payload".to_owned(),
    }
}

fn refused<R>(name: &str, body: impl FnOnce() -> R + UnwindSafe) {
    match panic::catch_unwind(body) {
        Err(panic) => println!("{name}: {}", message(&*panic)),
        Ok(_) => println!("{name}: accepted"),
    }
}

fn main() {
    // Read from memory, so that the compiler's own lint does not see them.
    let orders: [Ordering; 5] = hint::black_box([Relaxed, Release, Acquire, AcqRel, SeqCst]);
    for order in orders {
        let atomic = AtomicI32::new(1);
        refused(&format!("load {order:?}"), move || atomic.load(order));
        let atomic = AtomicBool::new(true);
        refused(&format!("store {order:?}"), move || atomic.store(false, order));
        let atomic = AtomicUsize::new(1);
        refused(&format!("exchange {order:?}"), move || {
            atomic.compare_exchange(1, 2, SeqCst, order)
        });
        let atomic = AtomicPtr::<u8>::new(ptr::null_mut());
        refused(&format!("weak {order:?}"), move || {
            atomic.compare_exchange_weak(ptr::null_mut(), ptr::null_mut(), SeqCst, order)
        });
        let atomic = AtomicUsize::new(1);
        refused(&format!("update {order:?}"), move || {
            atomic.fetch_update(SeqCst, order, |it| Some(it + 1))
        });
        let atomic = AtomicUsize::new(1);
        refused(&format!("swap {order:?}"), move || atomic.swap(2, order));
        refused(&format!("fence {order:?}"), move || fence(order));
        refused(&format!("compiler fence {order:?}"), move || {
            compiler_fence(order)
        });
    }

    // A store that is refused writes nothing.
    let atomic = AtomicI32::new(1);
    println!(
        "{} {atomic:?}",
        panic::catch_unwind(|| atomic.store(2, orders[2])).is_err()
    );

    #[expect(deprecated, reason = "they are still there")]
    {
        use std::sync::atomic::{ATOMIC_BOOL_INIT, ATOMIC_ISIZE_INIT, ATOMIC_USIZE_INIT, spin_loop_hint};
        static FLAG: AtomicBool = ATOMIC_BOOL_INIT;
        spin_loop_hint();
        println!(
            "{FLAG:?} {:?} {:?}",
            ATOMIC_ISIZE_INIT.load(SeqCst),
            ATOMIC_USIZE_INIT.load(SeqCst)
        );
    }
}
