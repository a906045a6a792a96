//! A drop-in core: `core::sync::atomic` and `core::hint` are the scheduler's, as `std`'s are; the rest is core's own.
//!
//! A learner's crate that names `core` is compiled with `--extern core=libsimcore.rlib`, so that there is no way round.
#![no_std]

pub use ::core::*;

pub mod hint {
    //! A spinning task lets others go first.
    pub use simstd::hint::*;
}

pub mod sync {
    //! What `core` has of `std::sync`.

    pub mod atomic {
        //! Atomics over the scheduler.
        pub use simstd::sync::atomic::*;
    }
}
