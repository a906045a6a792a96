//! A drop-in std for threads.
pub use ::std::*;
mod rt;
pub mod sync;
