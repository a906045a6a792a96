//! `std::io`: the standard streams belong to the schedule.

mod print;

pub use ::std::io::*;
pub use print::{_eprint, _eprint_line, _print, _print_line};
