//! The preludes of all editions: std's, with our macros before std's.

macro_rules! prelude {
    ($($edition:ident $of:literal)*) => { $(
        #[doc = concat!("The prelude of ", $of, ".")]
        pub mod $edition {
            pub use ::std::prelude::$edition::*;
            pub use crate::{dbg, eprint, eprintln, print, println, thread_local};
        }
    )* };
}

prelude! {
    v1 "every edition"
    rust_2015 "the 2015 edition"
    rust_2018 "the 2018 edition"
    rust_2021 "the 2021 edition"
    rust_2024 "the 2024 edition"
}
