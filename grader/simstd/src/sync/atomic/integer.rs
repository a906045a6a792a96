//! The atomic integers.

use core::sync::atomic::Ordering;

use crate::rt::Handle;

/// One atomic integer type: its name, its value's type, and how a value is shown in 64 bits.
macro_rules! integer {
    ($($atomic:ident $module:ident $t:ident $bits:expr;)*) => {$(
        pub use $module::$atomic;

        mod $module {
            use super::{Handle, Ordering};
            use ::core::sync::atomic::$atomic as Inner;

            #[doc = concat!("A shared `", stringify!($t), "`, as `std::sync::atomic::", stringify!($atomic), "`.")]
            pub struct $atomic {
                handle: Handle,
                value: Inner,
            }

            atomic!(#[must_use] $atomic [], $t, $bits);

            read_modify_write! { $atomic [], $t, $t:
                /// Adds `val`, wrapping around, and gives back what was there.
                fetch_add
                /// Subtracts `val`, wrapping around, and gives back what was there.
                fetch_sub
                /// Writes the bitwise "and" of the value and `val`, and gives back what was there.
                fetch_and
                /// Writes the negated bitwise "and" of the value and `val`, and gives back what was there.
                fetch_nand
                /// Writes the bitwise "or" of the value and `val`, and gives back what was there.
                fetch_or
                /// Writes the bitwise "exclusive or" of the value and `val`, and gives back what was there.
                fetch_xor
                /// Writes the larger one of the value and `val`, and gives back what was there.
                fetch_max
                /// Writes the smaller one of the value and `val`, and gives back what was there.
                fetch_min
            }

            impl Default for $atomic {
                #[inline]
                #[track_caller]
                fn default() -> Self {
                    Self::new(0)
                }
            }
        }
    )*};
}

integer! {
    AtomicU8 u8_ u8 u64::from;
    AtomicU16 u16_ u16 u64::from;
    AtomicU32 u32_ u32 u64::from;
    AtomicU64 u64_ u64 u64::from;
    AtomicUsize usize_ usize |v| v as u64;
    AtomicI8 i8_ i8 |v| i64::from(v).cast_unsigned();
    AtomicI16 i16_ i16 |v| i64::from(v).cast_unsigned();
    AtomicI32 i32_ i32 |v| i64::from(v).cast_unsigned();
    AtomicI64 i64_ i64 i64::cast_unsigned;
    AtomicIsize isize_ isize |v| (v as i64).cast_unsigned();
}

/// An `AtomicIsize` that holds 0.
#[deprecated(since = "1.34.0", note = "the `new` function is now preferred")]
#[expect(clippy::declare_interior_mutable_const, reason = "std has it too")]
pub const ATOMIC_ISIZE_INIT: AtomicIsize = AtomicIsize::new(0);

/// An `AtomicUsize` that holds 0.
#[deprecated(since = "1.34.0", note = "the `new` function is now preferred")]
#[expect(clippy::declare_interior_mutable_const, reason = "std has it too")]
pub const ATOMIC_USIZE_INIT: AtomicUsize = AtomicUsize::new(0);
