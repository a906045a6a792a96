//! The builder for every order: rustc alone, or with libraries that cargo built.

use super::cache::Cache;
use super::cargo::Cargo;
use super::engine::Engine;
use super::environment::Environment;
use super::library::{Libraries, Prepared};
use super::rustc::Rustc;
use super::toolchain::Toolchain;
use super::{Builder, Built, Order};
use crate::fault::Result;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

/// Builds whatever is asked for, in the way that it needs.
#[derive(Debug)]
pub struct Toolbox {
    toolchain: Arc<Toolchain>,
    rustc: Rustc,
    cargo: Cargo,
    libraries: Libraries,
}

impl Toolbox {
    /// Finds the toolchain for the course at `root`. Builds stop when `interrupt` is raised; with `offline`, cargo
    /// does not use the network.
    ///
    /// # Errors
    /// As [`Toolchain::find`].
    pub fn new(
        cache: Cache,
        environment: &Environment,
        root: &Path,
        offline: bool,
        interrupt: Arc<AtomicBool>,
    ) -> Result<Self> {
        let toolchain = Arc::new(Toolchain::find(environment, root, &cache, &interrupt)?);
        let cache = Arc::new(cache);
        let rustc = Rustc::new(Arc::clone(&toolchain), Arc::clone(&cache), Arc::clone(&interrupt));
        let cargo = Cargo::new(
            Arc::clone(&toolchain),
            Arc::clone(&cache),
            environment.clone(),
            offline,
            Arc::clone(&interrupt),
        );
        let libraries = Libraries {
            toolchain: Arc::clone(&toolchain),
            cache,
            environment: environment.clone(),
            offline,
            interrupt,
            engine: Mutex::new(None),
        };
        Ok(Toolbox {
            toolchain,
            rustc,
            cargo,
            libraries,
        })
    }

    /// Makes the explorer ready; `announce` is called before the long wait, if there is one.
    ///
    /// # Errors
    /// As [`super::Workshop::engine`].
    pub fn engine(&self, announce: &dyn Fn()) -> Result<Engine> {
        self.libraries.engine(announce)
    }

    /// What it builds with.
    #[must_use]
    pub fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }
}

impl Builder for Toolbox {
    fn build(&self, order: &Order) -> Result<Built> {
        if order.dependencies.is_empty() {
            return self.rustc.build(order);
        }
        let externs = self.cargo.externs(&order.dependencies)?;
        self.rustc.build_with(order, &externs)
    }

    fn prepare(&self, order: &Order) -> Result<Prepared> {
        self.libraries.prepare(order)
    }
}
