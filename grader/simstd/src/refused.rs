//! Items of std that type-check here and end the exploration when they are called.
//!
//! The types behind them (files, sockets, child processes) have no values, so that everything which could be done with
//! one is there for the compiler and can never be reached.

/// Functions that end the exploration, naming themselves and the caller's line.
macro_rules! refused {
    ($($item:literal $(#[$attribute:meta])* fn $name:ident($($arg:ident: $type:ty),* $(,)?) $(-> $ret:ty)?;)*) => { $(
        #[doc = concat!("`", $item, "`: not modelled, so calling it ends the exploration.\n\n# Errors\n\nIt never returns.")]
        $(#[$attribute])*
        #[inline]
        #[track_caller]
        pub fn $name($($arg: $type),*) $(-> $ret)? {
            let _ = ($($arg,)*);
            $crate::rt::refuse($item, ::core::panic::Location::caller())
        }
    )* };
    (on self: $($item:literal fn $name:ident($($arg:ident: $type:ty),* $(,)?) $(-> $ret:ty)?;)*) => { $(
        #[doc = concat!("`", $item, "`: not modelled, so calling it ends the exploration.\n\n# Errors\n\nIt never returns.")]
        #[inline]
        #[track_caller]
        pub fn $name(&self $(, $arg: $type)*) $(-> $ret)? {
            let _ = ($($arg,)*);
            $crate::rt::refuse($item, ::core::panic::Location::caller())
        }
    )* };
    (on mut self: $($item:literal fn $name:ident($($arg:ident: $type:ty),* $(,)?) $(-> $ret:ty)?;)*) => { $(
        #[doc = concat!("`", $item, "`: not modelled, so calling it ends the exploration.\n\n# Errors\n\nIt never returns.")]
        #[inline]
        #[track_caller]
        pub fn $name(&mut self $(, $arg: $type)*) $(-> $ret)? {
            let _ = ($($arg,)*);
            $crate::rt::refuse($item, ::core::panic::Location::caller())
        }
    )* };
}

/// Types without values, and their methods.
macro_rules! unmade {
    ($($(#[$attribute:meta])* $name:ident $({ $($method:tt)* })?)*) => { $(
        $(#[$attribute])*
        #[derive(Debug)]
        pub struct $name(pub(crate) ::core::convert::Infallible);

        impl $name { $( $crate::refused::unmade!(@ $name $($method)*); )? }
    )* };
    (@ $of:ident) => {};
    (@ $of:ident fn $name:ident(&self $(, $arg:ident: $type:ty)* $(,)?) $(-> $ret:ty)?; $($rest:tt)*) => {
        #[doc = concat!("As std's `", stringify!($of), "::", stringify!($name), "`.\n\n# Errors\n\nThere is no value to call it on.")]
        pub fn $name(&self $(, $arg: $type)*) $(-> $ret)? {
            let _ = ($($arg,)*);
            match self.0 {}
        }
        $crate::refused::unmade!(@ $of $($rest)*);
    };
    (@ $of:ident fn $name:ident(&mut self $(, $arg:ident: $type:ty)* $(,)?) $(-> $ret:ty)?; $($rest:tt)*) => {
        #[doc = concat!("As std's `", stringify!($of), "::", stringify!($name), "`.\n\n# Errors\n\nThere is no value to call it on.")]
        pub fn $name(&mut self $(, $arg: $type)*) $(-> $ret)? {
            let _ = ($($arg,)*);
            match self.0 {}
        }
        $crate::refused::unmade!(@ $of $($rest)*);
    };
    (@ $of:ident fn $name:ident(self $(, $arg:ident: $type:ty)* $(,)?) $(-> $ret:ty)?; $($rest:tt)*) => {
        #[doc = concat!("As std's `", stringify!($of), "::", stringify!($name), "`.\n\n# Errors\n\nThere is no value to call it on.")]
        pub fn $name(self $(, $arg: $type)*) $(-> $ret)? {
            let _ = ($($arg,)*);
            match self.0 {}
        }
        $crate::refused::unmade!(@ $of $($rest)*);
    };
}

/// Reading from types without values.
macro_rules! unread {
    ($($type:ty),*) => { $(
        impl ::std::io::Read for $type {
            fn read(&mut self, _: &mut [u8]) -> ::std::io::Result<usize> {
                match self.0 {}
            }
        }
    )* };
}

/// Writing to types without values.
macro_rules! unwritten {
    ($($type:ty),*) => { $(
        impl ::std::io::Write for $type {
            fn write(&mut self, _: &[u8]) -> ::std::io::Result<usize> {
                match self.0 {}
            }

            fn flush(&mut self) -> ::std::io::Result<()> {
                match self.0 {}
            }
        }
    )* };
}

pub(crate) use {refused, unmade, unread, unwritten};
