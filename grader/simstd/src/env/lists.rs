//! The iterators of `std::env`.

use crate::rt;
use core::fmt;
use std::ffi::OsString;
use std::vec;

/// The name by which every explored program is called.
const NAME: &str = "main";

fn all() -> impl Iterator<Item = String> {
    core::iter::once(NAME.to_owned()).chain(rt::args())
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident of $item:ty, from $first:expr;)*) => { $(
        $(#[$doc])*
        pub struct $name(vec::IntoIter<$item>);

        impl $name {
            pub(super) fn new() -> Self {
                let items: Vec<$item> = $first;
                $name(items.into_iter())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).field("inner", &self.0.as_slice()).finish()
            }
        }

        impl Iterator for $name {
            type Item = $item;

            fn next(&mut self) -> Option<$item> {
                self.0.next()
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
    )* };
}

lists! {
    /// The program's name and arguments.
    Args of String, from all().collect();
    /// The program's name and arguments.
    ArgsOs of OsString, from all().map(OsString::from).collect();
    /// The environment.
    Vars of (String, String), from Vec::new();
    /// The environment.
    VarsOs of (OsString, OsString), from Vec::new();
}

impl ExactSizeIterator for Args {}
impl ExactSizeIterator for ArgsOs {}

impl DoubleEndedIterator for Args {
    fn next_back(&mut self) -> Option<String> {
        self.0.next_back()
    }
}

impl DoubleEndedIterator for ArgsOs {
    fn next_back(&mut self) -> Option<OsString> {
        self.0.next_back()
    }
}
