//! `std::os`: what only names things is std's own. What would reach the system is not there, so that a program which
//! uses it does not compile here and is not explored.

/// C's types.
pub mod raw {
    pub use ::std::os::raw::{
        c_char, c_double, c_float, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint, c_ulong,
        c_ulonglong, c_ushort, c_void,
    };
}

/// File descriptors as types.
pub mod fd {
    pub use ::std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
}

/// What Unix adds.
pub mod unix {
    /// Strings as bytes.
    pub mod ffi {
        pub use ::std::os::unix::ffi::{OsStrExt, OsStringExt};
    }

    /// File descriptors as types.
    pub mod io {
        pub use crate::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
    }

    /// What is known about files.
    pub mod fs {
        pub use ::std::os::unix::fs::{FileTypeExt, PermissionsExt};
    }

    /// How processes end.
    pub mod process {
        pub use ::std::os::unix::process::ExitStatusExt;
    }
}
