//! Real programs built by the real compiler.

mod crates;
mod faults;
mod like_cargo;
mod programs;
mod support;
