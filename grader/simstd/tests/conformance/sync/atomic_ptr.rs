//! `AtomicPtr`: pointers into an array are shown as the index that they point to.

use std::ptr;
use std::sync::atomic::AtomicPtr;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::thread;

static SLOT: AtomicPtr<u32> = AtomicPtr::new(ptr::null_mut());

fn main() {
    let mut array = [10_u32, 20, 30, 40];
    let base = array.as_mut_ptr();
    let index = |pointer: *mut u32| (pointer.addr() - base.addr()) / size_of::<u32>();
    let at = |index: usize| base.wrapping_add(index);

    let mut a = AtomicPtr::new(base);
    println!("load {} {}", index(a.load(Relaxed)), index(a.load(Acquire)));
    a.store(at(1), Release);
    println!("swap {} {}", index(a.swap(at(2), AcqRel)), index(a.load(SeqCst)));
    println!(
        "exchange {:?}",
        a.compare_exchange(at(2), at(3), SeqCst, Relaxed)
            .map(index)
            .map_err(index)
    );
    println!(
        "exchange {:?}",
        a.compare_exchange(at(2), at(0), SeqCst, Relaxed)
            .map(index)
            .map_err(index)
    );
    while a.compare_exchange_weak(at(3), at(1), SeqCst, SeqCst).is_err() {}
    println!(
        "weak {:?}",
        a.compare_exchange_weak(at(3), at(0), SeqCst, SeqCst)
            .map(index)
            .map_err(index)
    );
    #[expect(deprecated, reason = "it is still there")]
    let was = (
        a.compare_and_swap(at(1), at(0), SeqCst),
        a.compare_and_swap(at(1), at(2), SeqCst),
    );
    println!("and swap {} {}", index(was.0), index(was.1));
    println!(
        "values {} {} {}",
        index(a.fetch_ptr_add(3, SeqCst)),
        index(a.fetch_ptr_sub(1, SeqCst)),
        index(a.load(SeqCst))
    );
    println!(
        "bytes {} {} {}",
        index(a.fetch_byte_add(4, SeqCst)),
        index(a.fetch_byte_sub(8, SeqCst)),
        index(a.load(SeqCst))
    );
    println!(
        "update {:?}",
        a.fetch_update(SeqCst, SeqCst, |p| Some(p.wrapping_add(1)))
            .map(index)
    );
    println!(
        "update {:?}",
        a.try_update(SeqCst, SeqCst, |_| None).map_err(index)
    );
    println!(
        "update {} {}",
        index(a.update(SeqCst, SeqCst, |p| p.wrapping_sub(2))),
        index(a.load(SeqCst))
    );
    println!("tag {}", a.fetch_or(1, SeqCst).addr() & 1);
    println!("tag {}", a.fetch_xor(1, SeqCst).addr() & 1);
    println!(
        "tag {} {}",
        a.fetch_and(!1, SeqCst).addr() & 1,
        index(a.load(SeqCst))
    );
    *a.get_mut() = at(3);
    println!("own {} {}", a.as_ptr() == a.get_mut(), index(a.into_inner()));

    let null: AtomicPtr<u8> = AtomicPtr::default();
    println!(
        "texts {null:?} {null:p} {:?}",
        AtomicPtr::from(ptr::null_mut::<u8>())
    );

    // A value is handed over with its pointer: leaked by one thread, read by another.
    let giver = thread::spawn(|| SLOT.store(Box::leak(Box::new(5)), Release));
    giver.join().unwrap();
    let taker = thread::spawn(|| {
        let pointer = SLOT.swap(ptr::null_mut(), Acquire);
        // SAFETY: the giver leaked it, and nobody else takes it.
        *unsafe { Box::from_raw(pointer) }
    });
    println!(
        "handed over: {} {}",
        taker.join().unwrap(),
        SLOT.load(Relaxed).is_null()
    );
}
