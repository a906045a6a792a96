//! `std::env`: arguments come with the exploration, the environment is empty, the rest of the world is not modelled.

mod lists;

pub use ::std::env::{JoinPathsError, SplitPaths, VarError, consts, join_paths, split_paths};
pub use lists::{Args, ArgsOs, Vars, VarsOs};

use crate::io;
use crate::refused::refused;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The program's name and arguments.
#[must_use]
pub fn args() -> Args {
    Args::new()
}

/// The program's name and arguments.
#[must_use]
pub fn args_os() -> ArgsOs {
    ArgsOs::new()
}

/// The variable `key` of the environment: none is ever set.
///
/// # Errors
///
/// Always: it is not present.
pub fn var(key: impl AsRef<OsStr>) -> Result<String, VarError> {
    let _ = key.as_ref();
    Err(VarError::NotPresent)
}

/// The variable `key` of the environment: none is ever set.
#[must_use]
pub fn var_os(key: impl AsRef<OsStr>) -> Option<OsString> {
    let _ = key.as_ref();
    None
}

/// The environment: nothing.
#[must_use]
pub fn vars() -> Vars {
    Vars::new()
}

/// The environment: nothing.
#[must_use]
pub fn vars_os() -> VarsOs {
    VarsOs::new()
}

/// Where files go that nobody keeps, in an empty environment.
#[must_use]
pub fn temp_dir() -> PathBuf {
    PathBuf::from("/tmp")
}

// In editions before 2024 std's `set_var` and `remove_var` are safe, in 2024 they are not. Safe ones serve both.
refused! {
    "std::env::set_var" fn set_var(key: impl AsRef<OsStr>, value: impl AsRef<OsStr>);
    "std::env::remove_var" fn remove_var(key: impl AsRef<OsStr>);
    "std::env::current_dir" fn current_dir() -> io::Result<PathBuf>;
    "std::env::set_current_dir" fn set_current_dir(path: impl AsRef<Path>) -> io::Result<()>;
    "std::env::current_exe" fn current_exe() -> io::Result<PathBuf>;
    "std::env::home_dir" fn home_dir() -> Option<PathBuf>;
}
