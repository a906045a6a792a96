//! Which traits each type has, for contents that are themselves shareable, movable, both or neither.
#![allow(dead_code, reason = "only the types of what is asked matter")]

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

/// Asks whether a type has a trait: the inherent constant exists if so, and wins over the trait's.
macro_rules! asks {
    ($($name:ident: $bound:path;)*) => {
        mod ask {
            $(
                pub struct $name<T: ?Sized>(std::marker::PhantomData<T>);

                impl<T: ?Sized + $bound> $name<T> {
                    pub const HAS: bool = true;
                }
            )*
        }
    };
}

trait Otherwise {
    const HAS: bool = false;
}

impl<T: ?Sized> Otherwise for T {}

asks! {
    Send: std::marker::Send;
    Sync: std::marker::Sync;
    Unpin: std::marker::Unpin;
    UnwindSafe: std::panic::UnwindSafe;
    RefUnwindSafe: std::panic::RefUnwindSafe;
    Debug: std::fmt::Debug;
    Display: std::fmt::Display;
    Pointer: std::fmt::Pointer;
    Clone: std::clone::Clone;
    Copy: std::marker::Copy;
    Default: std::default::Default;
    PartialEq: std::cmp::PartialEq;
    Eq: std::cmp::Eq;
    PartialOrd: std::cmp::PartialOrd;
    Hash: std::hash::Hash;
    Deref: std::ops::Deref;
    DerefMut: std::ops::DerefMut;
    Error: std::error::Error;
    Iterator: std::iter::Iterator;
    FusedIterator: std::iter::FusedIterator;
    IntoIterator: std::iter::IntoIterator;
    FromBool: std::convert::From<bool>;
    FromI32: std::convert::From<i32>;
    FromU64: std::convert::From<u64>;
    FromPointer: std::convert::From<*mut i32>;
}

macro_rules! show {
    ($t:ty: $($name:ident)*) => {{
        let all = [$((stringify!($name), ask::$name::<$t>::HAS)),*];
        let has: Vec<_> = all.iter().filter(|it| it.1).map(|it| it.0).collect();
        println!("{}: {}", stringify!($t), has.join(" "));
    }};
}

macro_rules! traits {
    ($t:ty) => {
        show! {
            $t:
            Send Sync Unpin UnwindSafe RefUnwindSafe Debug Display Pointer Clone Copy Default
            PartialEq Eq PartialOrd Hash Deref DerefMut Error Iterator FusedIterator IntoIterator
            FromBool FromI32 FromU64 FromPointer
        }
    };
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
