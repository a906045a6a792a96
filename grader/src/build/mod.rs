//! Sources → an executable; compiler errors as the compiler wrote them, with the learner's own paths.
//!
//! `toolbox` takes every order. `rustc` says when to build, `compile` how, `outcome` what came of it, `diagnostics` in
//! which words; `cargo` adds libraries from the registry. `snapshot` fixes the sources, `cache` keeps what was built
//! (`work`, `memory` and `sweep` are its parts). `package` finds a program outside the course, `engine` makes the
//! explorer ready, `explorable` compiles a program for it, and `library` keeps that. `toolchain`, `linker` and `environment` find the tools, `process`
//! runs them: nothing else here starts anything.

mod cache;
mod cargo;
mod compile;
mod diagnostics;
mod engine;
mod environment;
mod explorable;
mod library;
mod linker;
mod memory;
mod outcome;
mod package;
mod process;
mod rustc;
mod snapshot;
mod sweep;
#[cfg(test)]
mod testing;
mod toolbox;
mod toolchain;
mod work;

pub use cache::Cache;
pub use engine::{Engine, Workshop};
pub use environment::Environment;
pub use explorable::{Explorable, Made, Maker};
pub use library::{Library, Prepared, workspace};
pub use linker::Linker;
pub use package::{Finder, Program};
pub use rustc::Rustc;
pub use toolbox::Toolbox;
pub use toolchain::Toolchain;

use crate::fault::Result;
use std::path::PathBuf;
use std::time::Duration;

/// What to build.
#[derive(Debug, Clone)]
pub struct Order {
    /// The crate's name as the learner knows it, dashes and all.
    pub name: String,
    /// Tells builds of the same crate name apart in caches: `exercise`, `solution`, `submission-no-join`, …
    pub role: String,
    /// The directory that the compiler runs in, and that shown paths start from: the course's root.
    pub root: PathBuf,
    /// The crate's main file, relative to `root`.
    pub main: PathBuf,
    /// Crates from the registry: name → version requirement. Not empty: built through cargo.
    pub dependencies: std::collections::BTreeMap<String, String>,
    /// Whether the compiler should colour its messages.
    pub color: bool,
}

/// What became of an [`Order`].
#[derive(Debug, Clone)]
pub struct Built {
    /// The executable (absolute), or none: the compiler refused the program.
    pub program: Option<PathBuf>,
    /// What the compiler said, in its order, as it would show it: warnings too.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were compiled, as they were then.
    pub sources: Vec<SourceFile>,
    /// Whether an earlier build of the very same sources was used.
    pub cached: bool,
    /// How long it took.
    pub took: Duration,
}

/// One message of the compiler.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Diagnostic {
    /// Whether it kept the program from being built.
    pub error: bool,
    /// Such as `E0382` or `unused_variables`.
    pub code: Option<String>,
    /// The first line, without level and code.
    pub message: String,
    /// The whole message as the compiler wrote it.
    pub rendered: String,
    /// Where: the first primary span.
    pub at: Option<Place>,
}

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// The file, relative to the course's root.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1; none where only the line is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

/// A file that was compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Relative to the course's root.
    pub path: String,
    /// Its whole text; invalid UTF-8 replaced.
    pub text: String,
}

/// Builds programs.
pub trait Builder: Sync {
    /// Builds one program. A program that the compiler refuses is a [`Built`] without `program`.
    ///
    /// # Errors
    /// A missing file, toolchain or linker, a full disk: trouble that the learner's code has no part in.
    fn build(&self, order: &Order) -> Result<Built>;

    /// Builds one program for the explorer.
    ///
    /// # Errors
    /// As for [`Builder::build`], and when the explorer cannot be made ready.
    fn prepare(&self, order: &Order) -> Result<Prepared>;
}
