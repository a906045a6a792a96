//! A drop-in std for threads.
pub use ::std::*;
mod model;
mod rt;
mod search;
pub mod sync;
