//! The explorer, made ready once: our drop-in std and the program that searches schedules, built by cargo.
//!
//! Both are built in release mode from the sources that this grader was built from, and kept in the cache under the
//! content of those sources and the toolchain. What a learner's program is compiled against must come from the very
//! compiler that compiles it, so another toolchain means another build.

use super::cache::{Cache, Key, touch};
use super::environment::Environment;
use super::process::{Finished, Tool};
use super::sweep::{self, Allowance};
use super::toolchain::Toolchain;
use super::work::Work;
use crate::fault::{Fault, Kind, Result};
use rustix::event::{Timespec, poll};
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Wall-clock time for the one build; crates may have to be fetched first.
const LIMIT: Duration = Duration::from_mins(15);
/// Changes whenever the explorer is built in another way.
const FORMAT: &[u8] = b"engine 3";
/// Explorers that are kept: one for each toolchain in use, and the one before an update.
const KEPT: Allowance = Allowance {
    count: 3,
    bytes: u64::MAX,
    age: None,
};
/// What the explorer consists of, besides the workspace's own settings.
const SOURCES: [&str; 2] = ["grader/simstd", "grader/wire"];
/// Directories of those that hold no part of the explorer.
const BESIDE: [&str; 5] = ["target", "tests", "benches", "examples", "peers"];
/// std is linked as the shared library that it is, and ours is found beside the explorer.
const FLAGS: [&str; 2] = ["-Cprefer-dynamic", "-Clink-args=-Wl,-rpath,$ORIGIN"];
const LIBRARY: &str = "libsimstd.so";
const PROGRAM: &str = "explorer";
/// Without it, only the library is built.
const RUNNER: &str = "simstd/runner";
const CORE: &str = "libsimcore.rlib";
/// How often a grader that waits for another one looks whether it shall stop.
const LOOK: Duration = Duration::from_millis(50);

/// An explorer that is ready for use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    dir: PathBuf,
    /// The directory of the shared std that it was built against.
    std: PathBuf,
}

impl Engine {
    /// The program that searches the schedules of one compiled program.
    #[must_use]
    pub fn program(&self) -> PathBuf {
        self.dir.join(PROGRAM)
    }

    /// Where the shared libraries lie that it loads when it runs.
    #[must_use]
    pub fn libraries(&self) -> &Path {
        &self.std
    }

    /// None at all, for those who never start it.
    pub(super) fn nowhere() -> Self {
        Engine {
            dir: PathBuf::new(),
            std: PathBuf::new(),
        }
    }

    /// An explorer that is a shell script, with `dir` as its place.
    #[cfg(test)]
    pub(crate) fn made_up(dir: &Path, script: &str) -> Self {
        super::testing::script(&dir.join(PROGRAM), script);
        Engine {
            dir: dir.to_owned(),
            std: dir.to_owned(),
        }
    }

    /// Arguments that make rustc take our std for `std`, and our core for `core`.
    pub(super) fn arguments(&self) -> Vec<OsString> {
        let named = |name: &str, file: &str| {
            let mut value = OsString::from(format!("{name}="));
            value.push(self.dir.join(file));
            ["--extern".into(), value]
        };
        let mut args = [named("std", LIBRARY), named("core", CORE)].concat();
        let mut search = OsString::from("dependency=");
        search.push(self.dir.join("deps"));
        args.extend(["-L".into(), search]);
        args
    }
}

/// What making an explorer ready takes.
#[derive(Debug)]
pub struct Workshop<'a> {
    /// Where explorers are kept.
    pub cache: &'a Cache,
    /// What they are built with.
    pub toolchain: &'a Toolchain,
    /// For cargo: where it keeps crates, how it reaches the network.
    pub environment: &'a Environment,
    /// Never ask the network for crates.
    pub offline: bool,
    /// Raised to stop.
    pub interrupt: &'a AtomicBool,
}

impl Workshop<'_> {
    /// The explorer, built from the workspace at `sources` unless it was built before. `announce` is called before
    /// the long wait, if there is one.
    ///
    /// # Errors
    /// The sources are gone, the toolchain cannot build them, crates cannot be fetched, or it was interrupted.
    pub fn engine(&self, sources: &Path, announce: &dyn Fn()) -> Result<Engine> {
        let key = self.key(sources)?;
        let kept = self.cache.dir().join("engines");
        fs::create_dir_all(&kept).map_err(|error| Fault::io("cannot make the directory", &kept, &error))?;
        let dir = kept.join(key.as_str());
        let engine = Engine {
            dir: dir.clone(),
            std: self.shared_std()?,
        };
        if engine.program().is_file() {
            touch(&dir);
            return Ok(engine);
        }
        announce();
        let _lock = self.lock(&kept)?;
        // Another grader may have been at it meanwhile.
        if !engine.program().is_file() {
            self.build(sources, &dir)?;
            sweep::sweep(&kept, &KEPT);
        }
        Ok(engine)
    }

    fn shared_std(&self) -> Result<PathBuf> {
        self.toolchain.shared_std.clone().ok_or_else(|| {
            Fault::ours("this toolchain has no std as a shared library: programs cannot be explored with it")
                .hint("Install Rust from https://rustup.rs: its toolchains have one.")
        })
    }

    /// The content of everything that decides how the explorer comes out.
    fn key(&self, sources: &Path) -> Result<Key> {
        let mut files = vec![sources.join("Cargo.toml"), sources.join("Cargo.lock")];
        for dir in SOURCES {
            list(&sources.join(dir), &mut files);
        }
        files.sort();
        let read = |file: &PathBuf| fs::read(file).map_err(|error| gone(sources, file, &error));
        let texts = files.iter().map(read).collect::<Result<Vec<_>>>()?;
        let named = files.iter().zip(&texts).flat_map(|(file, text)| {
            let name = file.strip_prefix(sources).unwrap_or(file);
            [name.as_os_str().as_bytes(), text.as_slice()]
        });
        let fixed = [
            FORMAT,
            self.toolchain.version.as_bytes(),
            self.toolchain.sysroot.as_os_str().as_bytes(),
        ];
        let flags = FLAGS.iter().map(|flag| flag.as_bytes());
        Ok(Key::of(fixed.into_iter().chain(flags).chain(named)))
    }

    /// Waits until no other grader builds an explorer. The lock goes with the file, even when a grader is killed.
    fn lock(&self, kept: &Path) -> Result<File> {
        let path = kept.with_file_name("engines.lock");
        let trouble = |error: &std::io::Error| Fault::io("cannot lock", &path, error);
        let file = File::create(&path).map_err(|error| trouble(&error))?;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::Error(error)) => return Err(trouble(&error)),
                Err(TryLockError::WouldBlock) if self.interrupt.load(Ordering::Relaxed) => {
                    return Err(Fault::new(Kind::Interrupted, "interrupted"));
                }
                Err(TryLockError::WouldBlock) => {
                    // Nothing is polled but the time. A signal ends the wait early, and then the flag is up.
                    let _ = poll(&mut [], Timespec::try_from(LOOK).ok().as_ref());
                }
            }
        }
    }

    /// Builds it, and puts it in its place in one step.
    fn build(&self, sources: &Path, dir: &Path) -> Result<()> {
        let target = self.cache.dir().join("engine-target");
        self.cargo(sources, &target)?;
        let work = self.cache.work()?;
        collect(&target.join("release"), &work)?;
        match fs::rename(&work.dir, dir) {
            // Half of one cannot be there: what is there came about in this very way.
            Err(_) if dir.join(PROGRAM).is_file() => Ok(()),
            Err(error) => Err(Fault::io("cannot write", dir, &error)),
            Ok(()) => Ok(()),
        }
    }

    /// Without the network first: whoever has built the explorer before needs none.
    fn cargo(&self, sources: &Path, target: &Path) -> Result<()> {
        let first = self.call(sources, target, true)?;
        if first.succeeded() {
            return Ok(());
        }
        let compiled = String::from_utf8_lossy(&first.stderr).contains("could not compile");
        if self.offline || compiled {
            return Err(self.trouble(&first));
        }
        let second = self.call(sources, target, false)?;
        if second.succeeded() {
            Ok(())
        } else {
            Err(self.trouble(&second))
        }
    }

    fn call(&self, sources: &Path, target: &Path, offline: bool) -> Result<Finished> {
        let program = self.toolchain.cargo.as_deref().ok_or_else(|| {
            Fault::ours("no cargo beside rustc or on PATH").hint("Install Rust from https://rustup.rs.")
        })?;
        let words = [
            "build",
            "--release",
            "--locked",
            "-p",
            "simstd",
            "-p",
            "simcore",
            "--features",
            RUNNER,
        ];
        let mut args: Vec<OsString> = words.map(OsString::from).into();
        if offline {
            args.push("--offline".into());
        }
        args.extend([
            "--manifest-path".into(),
            sources.join("Cargo.toml").into_os_string(),
        ]);
        args.extend(["--target-dir".into(), target.as_os_str().to_owned()]);
        let tool = Tool {
            program,
            args,
            env: self.variables(),
            // Cargo reads the settings of the directory that it is started in.
            dir: PathBuf::from("/"),
            held: None,
            limit: LIMIT,
        };
        tool.run(self.interrupt)
    }

    fn variables(&self) -> Vec<(&'static str, OsString)> {
        let mut env = self.environment.homes();
        env.extend(self.environment.network.iter().cloned());
        env.push(("PATH", self.environment.path.clone()));
        env.push(("RUSTC", self.toolchain.rustc.clone().into_os_string()));
        env.push(("CARGO_TERM_COLOR", "never".into()));
        env.push(("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}").into()));
        // Empty values keep the user's settings from having a say.
        env.extend(["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"].map(|name| (name, "".into())));
        env
    }

    fn trouble(&self, finished: &Finished) -> Fault {
        let text = String::from_utf8_lossy(&finished.stderr);
        let mut fault = Fault::ours("cargo cannot build the explorer");
        let said = text
            .lines()
            .skip_while(|line| !line.starts_with("error"))
            .map(str::trim)
            .filter(|line| !line.is_empty() && *line != "Caused by:");
        for line in said.take(8) {
            fault = fault.because(line.strip_prefix("error: ").unwrap_or(line));
        }
        if finished.status.is_none() {
            fault = fault.because(format!("it was stopped after {} s", LIMIT.as_secs()));
        }
        fault.hint(if self.offline {
            "Run once without `--offline`: cargo has to fetch three crates before the explorer can be built."
        } else {
            "The explorer is built once; that needs the network for three crates, and some room on the disk."
        })
    }
}

/// Files below a directory that are part of the explorer.
fn list(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if !BESIDE.iter().any(|beside| name == *beside) {
                list(&path, files);
            }
        } else if name == "Cargo.toml" || path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

fn gone(sources: &Path, file: &Path, error: &std::io::Error) -> Fault {
    if error.kind() != std::io::ErrorKind::NotFound {
        return Fault::io("cannot read", file, error);
    }
    Fault::ours(format!(
        "the explorer cannot be built: its sources are no longer in {}",
        sources.display()
    ))
    .hint("Build the grader again where its sources are now: `cargo run -p grader`.")
}

/// Takes what programs are compiled against and run by out of cargo's directory.
fn collect(release: &Path, work: &Work) -> Result<()> {
    let deps = work.dir.join("deps");
    fs::create_dir(&deps).map_err(|error| Fault::io("cannot make the directory", &deps, &error))?;
    let copy = |from: &Path, to: &Path| {
        // Cargo replaces its files and never writes into them, so a second name for one is as good as a copy.
        fs::hard_link(from, to)
            .or_else(|_| fs::copy(from, to).map(|_| ()))
            .map_err(|error| Fault::io("cannot copy", from, &error))
    };
    let entries = fs::read_dir(release.join("deps"))
        .map_err(|error| Fault::io("cannot read", &release.join("deps"), &error))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path
            .extension()
            .is_some_and(|end| end == "rlib" || end == "rmeta" || end == "so")
        {
            copy(&path, &deps.join(entry.file_name()))?;
        }
    }
    copy(&release.join(CORE), &work.dir.join(CORE))?;
    copy(&release.join(LIBRARY), &work.dir.join(LIBRARY))?;
    copy(&release.join(PROGRAM), &work.dir.join(PROGRAM))
}

#[cfg(test)]
mod tests;
