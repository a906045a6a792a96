//! `std::sync` over the scheduler: the whole stable module of Rust 1.95, except [`Arc`] and the error types, which are
//! std's own.
//!
//! Everything is named one by one. With a glob over std's module, whatever a later Rust adds to it would come along
//! and block a real thread; this way a program that uses it does not compile here and is not explored.

pub mod atomic;
pub mod mpsc;

mod barrier;
mod condvar;
mod lazy_lock;
mod lock;
mod mutex;
mod once;
mod once_lock;
mod poison;
mod rwlock;

pub use ::std::sync::{Arc, LockResult, PoisonError, TryLockError, TryLockResult, Weak};

pub use barrier::{Barrier, BarrierWaitResult};
pub use condvar::{Condvar, WaitTimeoutResult};
pub use lazy_lock::LazyLock;
pub use mutex::{Mutex, MutexGuard};
#[expect(deprecated, reason = "std has it too")]
pub use once::ONCE_INIT;
pub use once::{Once, OnceState};
pub use once_lock::OnceLock;
pub use rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};
