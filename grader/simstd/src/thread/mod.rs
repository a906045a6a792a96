//! `std::thread`: every thread is a task of the scheduler.

mod builder;
mod functions;
mod handle;
mod local;
mod scope;

pub use ::std::thread::Result;
pub use builder::{Builder, JoinHandle, spawn};
pub use functions::{available_parallelism, panicking, park, park_timeout, sleep, yield_now};
#[expect(deprecated, reason = "std has them too")]
pub use functions::{park_timeout_ms, sleep_ms};
pub use handle::{Thread, ThreadId, current};
pub(crate) use local::run_destructors;
pub use local::{AccessError, LocalKey};
pub use scope::{Scope, ScopedJoinHandle, scope};
