//! Every atomic integer type with every method, at the ends of its range.

use std::fmt::Debug;
use std::panic;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize};
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize};

fn show(name: &str, results: &[&dyn Debug]) {
    println!("{name}: {results:?}");
}

macro_rules! all {
    ($($atomic:ident $t:ty;)*) => {$({
        let (least, most) = (<$t>::MIN, <$t>::MAX);
        let mut a = $atomic::new(5);
        println!("{} {a:?} {:?} {:?}", stringify!($atomic), $atomic::default(), $atomic::from(most));
        show("load", &[&a.load(Relaxed), &a.load(Acquire), &a.load(SeqCst)]);
        a.store(1, Relaxed);
        a.store(2, Release);
        a.store(most, SeqCst);
        show("swap", &[&a.swap(3, AcqRel), &a.swap(least, Relaxed), &a]);
        show("exchange", &[
            &a.compare_exchange(least, 7, SeqCst, Relaxed),
            &a.compare_exchange(least, 8, AcqRel, Acquire),
            &a.compare_exchange(7, 7, Release, SeqCst),
            &a,
        ]);
        // The weak form may fail without a reason.
        while a.compare_exchange_weak(7, 9, SeqCst, SeqCst).is_err() {}
        show("weak", &[&a.compare_exchange_weak(1, 2, Relaxed, Relaxed), &a]);
        #[expect(deprecated, reason = "it is still there")]
        show("and swap", &[&a.compare_and_swap(9, 10, SeqCst), &a.compare_and_swap(9, 11, SeqCst)]);
        a.store(most, SeqCst);
        show("add", &[&a.fetch_add(1, SeqCst), &a, &a.fetch_add(1, Relaxed), &a.fetch_add(most, Acquire), &a]);
        a.store(least, SeqCst);
        show("sub", &[&a.fetch_sub(1, SeqCst), &a, &a.fetch_sub(1, Release), &a.fetch_sub(most, AcqRel), &a]);
        a.store(0b0110_1100, SeqCst);
        show("bits", &[
            &a.fetch_and(0b0111_1010, SeqCst),
            &a.fetch_or(0b0000_0011, SeqCst),
            &a.fetch_xor(0b0101_0101, SeqCst),
            &a.fetch_nand(0b0011_1100, SeqCst),
            &a,
        ]);
        a.store(4, SeqCst);
        show("max", &[&a.fetch_max(3, SeqCst), &a.fetch_max(most, SeqCst), &a.fetch_max(least, SeqCst), &a]);
        show("min", &[&a.fetch_min(3, SeqCst), &a.fetch_min(least, SeqCst), &a.fetch_min(most, SeqCst), &a]);
        show("update", &[
            &a.fetch_update(SeqCst, SeqCst, |v| v.checked_add(1)),
            &a.fetch_update(Release, Acquire, |_| None),
            &a.try_update(AcqRel, Relaxed, |v| v.checked_add(2)),
            &a.try_update(AcqRel, Relaxed, |_| None),
            &a.update(SeqCst, Relaxed, |v| v / 2),
            &a,
        ]);
        *a.get_mut() = 12;
        *a.get_mut() += 1;
        show("own", &[&(a.as_ptr() == a.get_mut()), &a]);
        show("value", &[&a.into_inner()]);
        const MADE: $t = $atomic::new(6).into_inner();
        show("constant", &[&MADE]);
    })*};
}

fn main() {
    all! {
        AtomicU8 u8; AtomicU16 u16; AtomicU32 u32; AtomicU64 u64; AtomicUsize usize;
        AtomicI8 i8; AtomicI16 i16; AtomicI32 i32; AtomicI64 i64; AtomicIsize isize;
    }
    println!(
        "{:#?} {:>5?} {:#x?}",
        AtomicU8::new(1),
        AtomicI32::new(-2),
        AtomicU16::new(255)
    );
    let caught = panic::catch_unwind(|| AtomicU8::new(1).update(SeqCst, SeqCst, |_| panic!("no")));
    println!("{}", caught.is_err());
}
