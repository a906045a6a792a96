//! Sources → a library that the explorer can load, kept in the cache like any other build.

use super::cache::{Cache, Key, Record};
use super::engine::{Engine, Workshop};
use super::environment::Environment;
use super::explorable::{Made, Maker};
use super::package::Program;
use super::snapshot::{Obstacle, Snapshot};
use super::toolchain::Toolchain;
use super::{Order, Place, SourceFile};
use crate::fault::Result;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

/// Part of every key: changes whenever libraries are made differently.
const FORMAT: &[u8] = b"library 1";
/// The edition of the course's programs.
const EDITION: &str = "2024";

/// A program that the explorer can load.
#[derive(Debug, Clone)]
pub struct Library {
    /// The library.
    pub path: PathBuf,
    /// The explorer that it was made for.
    pub engine: Engine,
}

impl Library {
    /// One that only a made-up explorer can load.
    #[must_use]
    pub fn made_up() -> Self {
        Library {
            path: PathBuf::new(),
            engine: Engine::nowhere(),
        }
    }
}

/// What became of an order for a [`Library`].
#[derive(Debug, Clone)]
pub enum Prepared {
    /// It can be explored; made from these sources.
    Ready(Library, Vec<SourceFile>),
    /// It compiles, and yet it cannot be explored.
    NotExplored {
        /// Why: lower case, no final period.
        reason: String,
        /// The place that shows it.
        at: Option<Place>,
    },
}

/// Makes libraries.
#[derive(Debug)]
pub(super) struct Libraries {
    pub(super) toolchain: Arc<Toolchain>,
    pub(super) cache: Arc<Cache>,
    pub(super) environment: Environment,
    pub(super) offline: bool,
    pub(super) interrupt: Arc<AtomicBool>,
    pub(super) engine: Mutex<Option<Engine>>,
}

impl Libraries {
    /// The explorer, made ready the first time it is asked for; `announce` is called before the long wait, if there
    /// is one.
    pub(super) fn engine(&self, announce: &dyn Fn()) -> Result<Engine> {
        let mut ready = self.engine.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = &*ready {
            return Ok(engine.clone());
        }
        let workshop = Workshop {
            cache: &self.cache,
            toolchain: &self.toolchain,
            environment: &self.environment,
            offline: self.offline,
            interrupt: &self.interrupt,
        };
        let engine = workshop.engine(&workspace(), announce)?;
        Ok(ready.insert(engine).clone())
    }

    /// The library for an order that was built without trouble.
    pub(super) fn prepare(&self, order: &Order) -> Result<Prepared> {
        if let Some(name) = order.dependencies.keys().next() {
            return Ok(Prepared::NotExplored {
                reason: format!("it depends on the crate `{name}`, and only std can be explored"),
                at: None,
            });
        }
        let engine = self.engine(&|| ())?;
        let snapshot = match Snapshot::take(&order.root, &order.main) {
            Ok(snapshot) => snapshot,
            Err(Obstacle::Refused(reason)) => return Ok(Prepared::NotExplored { reason, at: None }),
            Err(Obstacle::Fault(fault)) => return Err(fault),
        };
        let key = self.key(order, &engine, &snapshot);
        if let Some((record, Some(path))) = self.cache.find(&key) {
            let sources = snapshot
                .files
                .iter()
                .filter(|file| record.sources.contains(&file.path));
            let sources = sources.map(super::snapshot::Taken::source).collect();
            return Ok(Prepared::Ready(Library { path, engine }, sources));
        }
        let maker = Maker {
            cache: &self.cache,
            toolchain: &self.toolchain,
            engine: &engine,
            color: false,
            ban_unsafe: false,
            interrupt: &self.interrupt,
        };
        let program = Program {
            name: order.name.clone(),
            dir: order.root.clone(),
            main: order.main.clone(),
            editions: vec![EDITION.to_owned()],
            dependency: None,
        };
        let made = match maker.make(&program)? {
            Made::Ready(made) => made,
            Made::NotExplored { reason, at } => return Ok(Prepared::NotExplored { reason, at }),
            Made::Refused(said) => {
                let error = said.into_iter().find(|diagnostic| diagnostic.error);
                let message = error.as_ref().map_or("it says nothing", |error| &error.message);
                return Ok(Prepared::NotExplored {
                    reason: format!("the compiler refuses it for the explorer: {message}"),
                    at: error.as_ref().and_then(|error| error.at.clone()),
                });
            }
        };
        let known = |path: &str| snapshot.files.iter().any(|file| file.path == path);
        let same = Snapshot::take(&order.root, &order.main).is_ok_and(|after| after == snapshot);
        let whole = same && made.sources.iter().all(|file| known(&file.path));
        // What was taken in from elsewhere is not part of the key.
        let key = if whole {
            key
        } else {
            key.and([super::work::unique().as_bytes()])
        };
        let record = Record {
            sources: made.sources.iter().map(|file| file.path.clone()).collect(),
            diagnostics: Vec::new(),
        };
        let work = self.cache.work()?;
        let path = self.cache.store(&key, &work, &record, Some(&made.library))?;
        let path = path.unwrap_or_else(|| made.library.clone());
        let mut sources = made.sources.clone();
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Prepared::Ready(Library { path, engine }, sources))
    }

    /// Everything that decides what is made.
    fn key(&self, order: &Order, engine: &Engine, snapshot: &Snapshot) -> Key {
        let program = engine.program();
        let fixed = [
            FORMAT,
            self.toolchain.version.as_bytes(),
            program.as_os_str().as_bytes(),
            order.root.as_os_str().as_bytes(),
            order.main.as_os_str().as_bytes(),
            order.name.as_bytes(),
        ];
        let files = snapshot.files.iter();
        Key::of(
            fixed
                .into_iter()
                .chain(files.flat_map(|file| [file.path.as_bytes(), &file.bytes])),
        )
    }
}

/// The workspace that this grader was built from, whose explorer is used.
#[must_use]
pub fn workspace() -> PathBuf {
    let grader = Path::new(env!("CARGO_MANIFEST_DIR"));
    grader.parent().unwrap_or(grader).to_owned()
}
