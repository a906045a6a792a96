//! Builds crates without dependencies: rustc called directly, with our own flags and nobody's configuration.
//!
//! The first build of a crate is made in one go. From the second on, when somebody is evidently editing it, the
//! compiler keeps a memory of it: the one build that fills the memory is slower, those after it are faster.

use super::cache::{Cache, Key, Record};
use super::compile::{Compiled, Compiler, Job, arguments};
use super::diagnostics::{own, plain};
use super::linker::Linker;
use super::outcome::{Outcome, linker_trouble};
use super::snapshot::{Obstacle, Snapshot, Taken};
use super::toolchain::Toolchain;
use super::{Built, Diagnostic, Order, SourceFile};
use crate::fault::{Fault, Kind, Result};
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Wall-clock time for one run of the compiler.
const LIMIT: Duration = Duration::from_mins(1);

/// How often a build is begun anew because its sources changed under it.
const ATTEMPTS: usize = 5;

/// Part of every key: changes whenever builds are made differently.
const FORMAT: &[u8] = b"build 1";

/// Builds crates without dependencies.
#[derive(Debug)]
pub struct Rustc {
    toolchain: Arc<Toolchain>,
    cache: Arc<Cache>,
    interrupt: Arc<AtomicBool>,
    limit: Duration,
}

impl Rustc {
    /// A builder that stops when `interrupt` is raised.
    #[must_use]
    pub fn new(toolchain: Arc<Toolchain>, cache: Arc<Cache>, interrupt: Arc<AtomicBool>) -> Self {
        Rustc {
            toolchain,
            cache,
            interrupt,
            limit: LIMIT,
        }
    }

    /// The same with another wall-clock limit for one run of the compiler than a minute.
    #[must_use]
    pub fn with_limit(self, limit: Duration) -> Self {
        Rustc { limit, ..self }
    }

    /// Builds a crate that may use the crates that `externs`, arguments for rustc, make known.
    ///
    /// # Errors
    /// As [`super::Builder::build`].
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a build took is part of what is told about it"
    )]
    pub(super) fn build_with(&self, order: &Order, externs: &[OsString]) -> Result<Built> {
        let started = Instant::now();
        let mut built = self.settled(order, externs)?;
        if !order.color {
            built.diagnostics = built.diagnostics.into_iter().map(plain).collect();
        }
        built.took = started.elapsed();
        Ok(built)
    }

    /// Builds until the sources are the same after as before: what is said about them is then about these very bytes.
    fn settled(&self, order: &Order, externs: &[OsString]) -> Result<Built> {
        for _ in 0..ATTEMPTS {
            let snapshot = match Snapshot::take(&order.root, &order.main) {
                Ok(snapshot) => snapshot,
                Err(Obstacle::Refused(reason)) => return Ok(refused(Vec::new(), vec![own(true, &reason)])),
                Err(Obstacle::Fault(fault)) => return Err(fault),
            };
            let job = Job {
                order,
                externs,
                shared_std: may_share_std(&snapshot),
            };
            let key = self.key(&job, &snapshot);
            if let Some((record, program)) = self.cache.find(&key) {
                let sources = chosen(&snapshot, &record.sources);
                let diagnostics = record.diagnostics;
                return Ok(Built {
                    program,
                    diagnostics,
                    sources,
                    cached: true,
                    took: Duration::ZERO,
                });
            }
            let compiled = self.compile(&job)?;
            if Snapshot::take(&order.root, &order.main).is_ok_and(|after| after == snapshot) {
                return self.finish(order, key, &snapshot, compiled);
            }
        }
        Err(Fault::ours(format!(
            "{} keeps changing while it is built",
            order.main.display()
        ))
        .hint("Find out what writes there again and again, or try again when it is done."))
    }

    /// Compiles in the way that is fastest, and where that fails in a way that the program may have no part in, again
    /// in the plainest way, whose word is final.
    fn compile(&self, job: &Job<'_>) -> Result<Compiled> {
        let rustc = Compiler {
            toolchain: &self.toolchain,
            cache: &self.cache,
            interrupt: &self.interrupt,
            limit: self.limit,
        };
        let linker = &self.toolchain.linker;
        let key = memory_key(job.order);
        if let Some(memory) = self.cache.memory(&key) {
            match rustc.compile(job, linker, Some(memory)) {
                Ok(compiled) if !compiled.blames_its_memory() => return Ok(compiled),
                Err(fault) if fault.kind == Kind::Interrupted => return Err(fault),
                // This lets go of the memory.
                useless => drop(useless),
            }
            // Without it the compiler also needs less room.
            if let Some(memory) = self.cache.memory(&key) {
                memory.forget();
            }
        }
        let mut compiled = rustc.compile(job, linker, None)?;
        if compiled.outcome == Outcome::LinkFailed && *linker != Linker::Default {
            compiled = rustc.compile(job, &Linker::Default, None)?;
        }
        match compiled.outcome {
            Outcome::LinkFailed => linker_trouble(&compiled.said).map_or(Ok(compiled), Err),
            Outcome::Built => {
                self.cache.remember_crate(&key);
                Ok(compiled)
            }
            _ => Ok(compiled),
        }
    }

    /// Tells what became of a build, and keeps it if it would come out the same again.
    fn finish(&self, order: &Order, key: Key, snapshot: &Snapshot, compiled: Compiled) -> Result<Built> {
        let Compiled {
            outcome,
            said,
            program,
            files,
            work,
            memory: _held_until_the_program_is_moved,
        } = compiled;
        let files = files.unwrap_or_else(|| rust_files(snapshot));
        let (inside, outside): (Vec<String>, Vec<String>) = files
            .into_iter()
            .partition(|file| snapshot.files.iter().any(|taken| taken.path == *file));
        let mut sources = chosen(snapshot, &inside);
        sources.extend(
            outside
                .iter()
                .filter_map(|file| Snapshot::elsewhere(&order.root, file)),
        );
        let words = said.loose.clone();
        let mut diagnostics = said.capped();
        let program = match outcome {
            Outcome::Built => Some(program),
            Outcome::Refused | Outcome::LinkFailed => None,
            Outcome::Crashed(how) => {
                diagnostics.push(crash(&how, &words));
                return Ok(refused(sources, diagnostics));
            }
            Outcome::OutOfTime => {
                let limit = self.limit.as_secs_f32();
                diagnostics.push(own(true, &format!("the compiler was stopped after {limit} s")));
                return Ok(refused(sources, diagnostics));
            }
        };
        // What lies elsewhere is not part of the key that is looked for, so such a build must not be found again.
        let key = if outside.is_empty() {
            key
        } else {
            key.and(sources.iter().map(|file| file.text.as_bytes()))
        };
        let record = Record {
            sources: inside,
            diagnostics,
        };
        let program = self.cache.store(&key, &work, &record, program.as_deref())?;
        Ok(Built {
            program,
            diagnostics: record.diagnostics,
            sources,
            cached: false,
            took: Duration::ZERO,
        })
    }

    /// Everything that decides a build.
    fn key(&self, job: &Job<'_>, snapshot: &Snapshot) -> Key {
        let args = arguments(&self.toolchain, &self.toolchain.linker, job);
        let fixed = [
            FORMAT,
            self.toolchain.version.as_bytes(),
            job.order.root.as_os_str().as_bytes(),
        ];
        let args = args.iter().map(|arg| arg.as_bytes());
        let files = snapshot
            .files
            .iter()
            .flat_map(|file| [file.path.as_bytes(), &file.bytes]);
        Key::of(
            fixed
                .into_iter()
                .chain(args)
                .chain([b"sources".as_slice()])
                .chain(files),
        )
    }
}

impl Rustc {
    /// Builds a crate that uses std alone.
    ///
    /// # Errors
    /// As [`super::Builder::build`].
    pub fn build(&self, order: &Order) -> Result<Built> {
        self.build_with(order, &[])
    }
}

/// What the compiler's memory of a crate is kept under: the crate, whatever is in it.
fn memory_key(order: &Order) -> Key {
    Key::of([
        order.root.as_os_str().as_bytes(),
        order.role.as_bytes(),
        order.name.as_bytes(),
    ])
}

fn refused(sources: Vec<SourceFile>, diagnostics: Vec<Diagnostic>) -> Built {
    Built {
        program: None,
        diagnostics,
        sources,
        cached: false,
        took: Duration::ZERO,
    }
}

/// A program with an allocator of its own must hold std: the shared library keeps to the system's allocator.
fn may_share_std(snapshot: &Snapshot) -> bool {
    let texts = snapshot
        .files
        .iter()
        .filter_map(|file| std::str::from_utf8(&file.bytes).ok());
    !texts.into_iter().any(|text| text.contains("global_allocator"))
}

/// The compiler's last words before it crashed.
fn crash(how: &str, words: &str) -> Diagnostic {
    let mut crash = own(true, how);
    if !words.is_empty() {
        crash.rendered = format!("error: {how}\n{words}\n");
    }
    crash
}

fn chosen(snapshot: &Snapshot, paths: &[String]) -> Vec<SourceFile> {
    snapshot
        .files
        .iter()
        .filter(|file| paths.contains(&file.path))
        .map(Taken::source)
        .collect()
}

/// What is probably meant to be compiled, where the compiler did not come so far as to say.
fn rust_files(snapshot: &Snapshot) -> Vec<String> {
    let paths = snapshot.files.iter().map(|file| &file.path);
    paths
        .filter(|path| Path::new(path).extension().is_some_and(|end| end == "rs"))
        .cloned()
        .collect()
}
