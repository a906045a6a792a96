//! Which traits each type has, for contents that are themselves shareable, movable, both or neither.

use std::cell::Cell;
use std::fmt::Debug;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::sync::atomic::{AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize};
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize};
use std::sync::mpsc::{self, Receiver, RecvError, RecvTimeoutError, SendError, Sender};
use std::sync::mpsc::{SyncSender, TryIter, TryRecvError, TrySendError};
use std::sync::{Arc, Barrier, BarrierWaitResult, Condvar, LazyLock, Mutex, MutexGuard};
use std::sync::{Once, OnceLock, OnceState, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::sync::{TryLockError, WaitTimeoutResult, Weak};

/// Whether a type has a trait: the inherent constant exists if so, and wins over the trait's.
macro_rules! has {
    ($t:ty, $($bound:tt)+) => {{
        struct Asked<T: ?Sized>(#[expect(dead_code, reason = "only its type matters")] *const T);
        trait Otherwise {
            const HAS: bool = false;
        }
        impl<T: ?Sized> Otherwise for Asked<T> {}
        #[allow(dead_code, reason = "not every type has it")]
        impl<T: ?Sized + $($bound)+> Asked<T> {
            const HAS: bool = true;
        }
        Asked::<$t>::HAS
    }};
}

macro_rules! traits {
    ($t:ty) => {{
        let all = [
            ("Send", has!($t, Send)),
            ("Sync", has!($t, Sync)),
            ("Unpin", has!($t, Unpin)),
            ("UnwindSafe", has!($t, std::panic::UnwindSafe)),
            ("RefUnwindSafe", has!($t, std::panic::RefUnwindSafe)),
            ("Debug", has!($t, Debug)),
            ("Display", has!($t, std::fmt::Display)),
            ("Pointer", has!($t, std::fmt::Pointer)),
            ("Clone", has!($t, Clone)),
            ("Copy", has!($t, Copy)),
            ("Default", has!($t, Default)),
            ("PartialEq", has!($t, PartialEq)),
            ("Eq", has!($t, Eq)),
            ("PartialOrd", has!($t, PartialOrd)),
            ("Hash", has!($t, std::hash::Hash)),
            ("Deref", has!($t, std::ops::Deref)),
            ("DerefMut", has!($t, std::ops::DerefMut)),
            ("Error", has!($t, std::error::Error)),
            ("Iterator", has!($t, Iterator)),
            ("FusedIterator", has!($t, std::iter::FusedIterator)),
            ("IntoIterator", has!($t, IntoIterator)),
            ("From<bool>", has!($t, From<bool>)),
            ("From<i32>", has!($t, From<i32>)),
            ("From<u64>", has!($t, From<u64>)),
            ("From<*mut i32>", has!($t, From<*mut i32>)),
        ];
        let has: Vec<_> = all.iter().filter(|it| it.1).map(|it| it.0).collect();
        println!("{}: {}", stringify!($t), has.join(" "));
    }};
}

macro_rules! each {
    ($($t:ty;)*) => {
        $(traits!($t);)*
    };
}

macro_rules! around {
    ($($of:ident)*) => {
        $(each! {
            $of<i32>;
            $of<String>;
            $of<Cell<i32>>;
            $of<Rc<i32>>;
            $of<&'static Cell<i32>>;
            $of<&'static mut i32>;
            $of<*mut i32>;
            $of<MutexGuard<'static, i32>>;
        })*
    };
}

type Guard<T> = MutexGuard<'static, T>;
type Read<T> = RwLockReadGuard<'static, T>;
type Write<T> = RwLockWriteGuard<'static, T>;
type Iter<T> = mpsc::Iter<'static, T>;
type Try<T> = TryIter<'static, T>;
type Into<T> = mpsc::IntoIter<T>;
type Boxed<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send>>;
type Local<T> = LazyLock<T, Rc<T>>;
type Inner<T> = LazyLock<T, Cell<T>>;

fn main() {
    around! { Mutex RwLock OnceLock LazyLock Boxed Local Inner Guard Read Write }
    around! { Sender SyncSender Receiver Iter Try Into AtomicPtr Arc Weak }
    around! { PoisonError TryLockError SendError TrySendError }
    each! {
        Mutex<dyn Debug>;
        Mutex<dyn Debug + Send>;
        RwLock<dyn Debug + Send + Sync>;
        Mutex<[i32]>;
        RwLock<str>;
        MutexGuard<'static, dyn Debug>;
        RwLockReadGuard<'static, str>;
        Condvar;
        WaitTimeoutResult;
        Barrier;
        BarrierWaitResult;
        Once;
        OnceState;
        AtomicBool;
        AtomicU8;
        AtomicU16;
        AtomicU32;
        AtomicU64;
        AtomicUsize;
        AtomicI8;
        AtomicI16;
        AtomicI32;
        AtomicI64;
        AtomicIsize;
        Ordering;
        RecvError;
        TryRecvError;
        RecvTimeoutError;
    }
}
