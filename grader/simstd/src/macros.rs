//! The macros that std defines and that would reach std's own streams and thread-locals.
//!
//! What they expand to is called at the learner's line: `Location::caller` looks through macros to the place where the
//! outermost one was written.

/// Prints to standard output.
#[macro_export]
macro_rules! print {
    ($($arg:tt)*) => { $crate::io::clew_print($crate::format_args!($($arg)*)) };
}

/// Prints a line to standard output.
#[macro_export]
macro_rules! println {
    () => { $crate::print!("\n") };
    ($($arg:tt)*) => { $crate::io::clew_print_line($crate::format_args!($($arg)*)) };
}

/// Prints to standard error.
#[macro_export]
macro_rules! eprint {
    ($($arg:tt)*) => { $crate::io::clew_eprint($crate::format_args!($($arg)*)) };
}

/// Prints a line to standard error.
#[macro_export]
macro_rules! eprintln {
    () => { $crate::eprint!("\n") };
    ($($arg:tt)*) => { $crate::io::clew_eprint_line($crate::format_args!($($arg)*)) };
}

/// Prints an expression and its value to standard error, and gives the value back.
#[macro_export]
macro_rules! dbg {
    () => { $crate::eprintln!("[{}:{}:{}]", $crate::file!(), $crate::line!(), $crate::column!()) };
    ($value:expr $(,)?) => {
        match $value {
            value => {
                $crate::eprintln!(
                    "[{}:{}:{}] {} = {:#?}",
                    $crate::file!(), $crate::line!(), $crate::column!(), $crate::stringify!($value), &value
                );
                value
            }
        }
    };
    ($($value:expr),+ $(,)?) => { ($($crate::dbg!($value)),+,) };
}

/// Declares values of which every task has its own.
#[macro_export]
macro_rules! thread_local {
    () => {};
    ($(#[$($attribute:tt)*])* $vis:vis static $name:ident: $type:ty = const $init:block; $($rest:tt)*) => {
        $crate::thread_local!($(#[$($attribute)*])* $vis static $name: $type = const $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$($attribute:tt)*])* $vis:vis static $name:ident: $type:ty = const $init:block) => {
        $crate::__thread_local!([$(#[$($attribute)*])*] $vis $name $type, const $init);
    };
    ($(#[$($attribute:tt)*])* $vis:vis static $name:ident: $type:ty = $init:expr; $($rest:tt)*) => {
        $crate::thread_local!($(#[$($attribute)*])* $vis static $name: $type = $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$($attribute:tt)*])* $vis:vis static $name:ident: $type:ty = $init:expr) => {
        $crate::__thread_local!([$(#[$($attribute)*])*] $vis $name $type, $init);
    };
}

/// One declaration of `thread_local!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __thread_local {
    ([$($attributes:tt)*] $vis:vis $name:ident $type:ty, $init:expr) => {
        $($attributes)*
        $vis const $name: $crate::thread::LocalKey<$type> = {
            // Its address tells this key from all others.
            static __CLEW_KEY: u8 = 0;
            fn __clew_init() -> $type {
                $init
            }
            $crate::thread::LocalKey::__new(&__CLEW_KEY, __clew_init)
        };
    };
}
