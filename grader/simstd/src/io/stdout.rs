//! Standard output and standard error as values.

use super::print::{bytes, formatted, seen};
use super::{Result, Write};
use crate::rt::{self, Place, Stream};
use core::fmt::{self, Arguments};
use core::marker::PhantomData;
use core::panic::Location;

macro_rules! streams {
    ($($make:ident $name:ident $lock:ident $stream:expr, $text:literal;)*) => { $(
        #[doc = concat!($text, " as a value.")]
        pub struct $name {
            made: Place,
        }

        #[doc = concat!($text, ", locked.")]
        #[must_use = "if unused the stream will immediately unlock"]
        pub struct $lock<'a> {
            made: Place,
            /// The lock stays with the task that has it.
            not_send: PhantomData<(*const (), &'a ())>,
        }

        #[doc = concat!($text, " as a value.")]
        #[must_use]
        #[inline]
        #[track_caller]
        pub fn $make() -> $name {
            $name { made: Location::caller() }
        }

        impl $name {
            /// Locks the stream: nobody else prints to it before the lock is dropped. The same task may lock again.
            #[inline]
            #[track_caller]
            pub fn lock(&self) -> $lock<'static> {
                let made = Location::caller();
                rt::lock_stream($stream, made);
                $lock { made, not_send: PhantomData }
            }
        }

        impl Drop for $lock<'_> {
            fn drop(&mut self) {
                rt::unlock_stream($stream);
            }
        }

        streams!(@write ($name) $stream);
        streams!(@write (&$name) $stream);
        streams!(@write ($lock<'_>) $stream);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }

        impl fmt::Debug for $lock<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($lock)).finish_non_exhaustive()
            }
        }

        impl std::panic::UnwindSafe for $lock<'_> {}
        impl std::panic::RefUnwindSafe for $lock<'_> {}
    )* };
    (@write ($type:ty) $stream:expr) => {
        impl Write for $type {
            #[inline]
            #[track_caller]
            fn write(&mut self, buf: &[u8]) -> Result<usize> {
                bytes($stream, buf, seen(Location::caller(), self.made));
                Ok(buf.len())
            }

            #[inline]
            #[track_caller]
            fn write_all(&mut self, buf: &[u8]) -> Result<()> {
                bytes($stream, buf, seen(Location::caller(), self.made));
                Ok(())
            }

            /// In one go, as std holds the stream's lock meanwhile.
            #[inline]
            #[track_caller]
            fn write_fmt(&mut self, arguments: Arguments<'_>) -> Result<()> {
                formatted($stream, arguments, "", seen(Location::caller(), self.made));
                Ok(())
            }

            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }
    };
}

streams! {
    stdout Stdout StdoutLock Stream::Out, "Standard output";
    stderr Stderr StderrLock Stream::Err, "Standard error";
}
