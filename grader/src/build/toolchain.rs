//! Finds the real rustc behind whatever `rustc` is on `PATH`, once, and remembers it.
//!
//! rustup's `rustc` is a proxy that looks for the real one at every call, which costs several milliseconds. What
//! decides its answer is part of the key that the answer is remembered under, and the real rustc is looked at before
//! a remembered answer is used: an update or another choice of toolchain is noticed at once.

use super::cache::{Cache, Key};
use super::environment::{Environment, tool_path};
use super::linker::Linker;
use super::process::Tool;
use crate::fault::{Fault, Result};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// The programs that builds are made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toolchain {
    /// The real rustc, absolute.
    pub rustc: PathBuf,
    /// The real cargo, absolute; none: there is none, and only crates without dependencies can be built.
    pub cargo: Option<PathBuf>,
    /// The directory that the compiler and its libraries are in. Programs load std from it when they run.
    pub sysroot: PathBuf,
    /// What `rustc -vV` says.
    pub version: String,
    /// The target that programs are built for: this machine's.
    pub host: String,
    /// How programs are linked.
    pub linker: Linker,
    /// The directory of std as a shared library; none: this toolchain has none, and programs hold their own copy.
    pub shared_std: Option<PathBuf>,
    /// `PATH` for the C compiler and what it calls.
    pub path: OsString,
}

/// A toolchain as it is remembered.
#[derive(Serialize, Deserialize)]
struct Remembered {
    /// Of the toolchain's parts; see [`stamp`].
    stamps: [String; 2],
    toolchain: Toolchain,
}

/// The format of [`Remembered`], part of the key.
const FORMAT: &str = "toolchain 1";
/// The kind of text in the cache.
const KIND: &str = "toolchains";
/// rustup may fetch a toolchain that a project asks for.
const LIMIT: Duration = Duration::from_mins(10);
/// The most that is read of a toolchain file.
const LONGEST_FILE: u64 = 64 << 10;

impl Toolchain {
    /// Finds the toolchain for a course.
    ///
    /// # Errors
    /// There is no rustc on `PATH`, it does not work, or `interrupt` was raised.
    pub fn find(
        environment: &Environment,
        root: &Path,
        cache: &Cache,
        interrupt: &AtomicBool,
    ) -> Result<Self> {
        let root = &std::path::absolute(root).map_err(|error| Fault::io("cannot find", root, &error))?;
        let rustc = environment.find("rustc").ok_or_else(|| {
            Fault::ours("no rustc on PATH")
                .hint("Install Rust from https://rustup.rs and open a new terminal.")
        })?;
        let cc = environment.find("cc");
        let key = key(environment, root, &rustc, cc.as_deref());
        let remembered: Option<Remembered> = cache
            .recall(KIND, &key)
            .and_then(|text| serde_json::from_slice(&text).ok());
        if let Some(Remembered { stamps, toolchain }) = remembered
            && stamps == toolchain.stamps()
        {
            return Ok(toolchain);
        }
        let toolchain = discover(environment, root, &rustc, cc.as_deref(), interrupt)?;
        // A toolchain below a path that is not valid UTF-8 cannot be written down; it is found again each time.
        if let Ok(text) = serde_json::to_vec(&Remembered {
            stamps: toolchain.stamps(),
            toolchain: toolchain.clone(),
        }) {
            cache.memorize(KIND, &key, &text);
        }
        Ok(toolchain)
    }

    /// What changes when the toolchain is updated in place: the compiler, and the directory of its libraries.
    fn stamps(&self) -> [String; 2] {
        [stamp(&self.rustc), stamp(&self.sysroot.join("lib"))]
    }
}

/// Everything that decides which rustc a proxy picks, and how `cc` links.
fn key(environment: &Environment, root: &Path, rustc: &Path, cc: Option<&Path>) -> Key {
    let mut parts: Vec<Vec<u8>> = vec![FORMAT.into()];
    for tool in [Some(rustc), cc] {
        parts.push(
            tool.map(|tool| tool.as_os_str().as_bytes().to_vec())
                .unwrap_or_default(),
        );
        parts.push(tool.map(stamp).unwrap_or_default().into());
    }
    parts.push(
        environment
            .rustup_settings()
            .map(|file| stamp(&file))
            .unwrap_or_default()
            .into(),
    );
    if let Some(chosen) = &environment.rustup_toolchain {
        // This outweighs whatever the directories say.
        parts.push(chosen.as_bytes().to_vec());
    } else {
        parts.push(root.as_os_str().as_bytes().to_vec());
        let names = ["rust-toolchain.toml", "rust-toolchain"];
        let files = root.ancestors().flat_map(|dir| names.map(|name| dir.join(name)));
        parts.extend(files.filter_map(|file| {
            use std::io::Read;
            let mut text = file.as_os_str().as_bytes().to_vec();
            fs::File::open(file)
                .ok()?
                .take(LONGEST_FILE)
                .read_to_end(&mut text)
                .ok()?;
            Some(text)
        }));
    }
    Key::of(parts.iter().map(Vec::as_slice))
}

/// Changes whenever a file is replaced: its size, number and times. Empty: it is not there.
fn stamp(file: &Path) -> String {
    fs::metadata(file).map_or_else(
        |_| String::new(),
        |found| {
            format!(
                "{} {} {}.{}",
                found.size(),
                found.ino(),
                found.mtime(),
                found.mtime_nsec()
            )
        },
    )
}

fn discover(
    environment: &Environment,
    root: &Path,
    proxy: &Path,
    cc: Option<&Path>,
    interrupt: &AtomicBool,
) -> Result<Toolchain> {
    let asked = |program: &Path, question: &[&str]| ask(environment, root, program, question, interrupt);
    let sysroot = PathBuf::from(asked(proxy, &["--print", "sysroot"])?.trim_end());
    let within = |name: &str| Some(sysroot.join("bin").join(name)).filter(|file| file.is_file());
    let rustc = within("rustc").unwrap_or_else(|| proxy.to_owned());
    let version = asked(&rustc, &["-vV"])?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| {
            Fault::ours(format!(
                "{} does not say which system it compiles for",
                rustc.display()
            ))
            .because(version.lines().next().unwrap_or_default())
        })?;
    let libraries = sysroot.join("lib/rustlib").join(&host).join("lib");
    let path = tool_path(cc);
    Ok(Toolchain {
        cargo: within("cargo").or_else(|| environment.find("cargo")),
        linker: Linker::find(&sysroot, &host, cc, path.clone(), interrupt),
        shared_std: has_shared_std(&libraries).then_some(libraries),
        rustc,
        sysroot,
        version,
        host,
        path,
    })
}

/// What a program answers on its standard output.
fn ask(
    environment: &Environment,
    root: &Path,
    program: &Path,
    question: &[&str],
    interrupt: &AtomicBool,
) -> Result<String> {
    let mut env = environment.homes();
    env.extend(environment.network.iter().cloned());
    env.push(("PATH", environment.path.clone()));
    env.extend(
        environment
            .rustup_toolchain
            .clone()
            .map(|chosen| ("RUSTUP_TOOLCHAIN", chosen)),
    );
    let args = question.iter().map(OsString::from).collect();
    let finished = Tool {
        program,
        args,
        env,
        dir: root.to_owned(),
        held: None,
        limit: LIMIT,
    }
    .run(interrupt)?;
    if finished.succeeded() {
        return Ok(String::from_utf8_lossy(&finished.stdout).into_owned());
    }
    Err(Fault::ours(format!("{} does not work", program.display()))
        .because(finished.complaint())
        .hint("Try `rustc --version` yourself; `rustup toolchain install stable` repairs most toolchains."))
}

fn has_shared_std(libraries: &Path) -> bool {
    let files = fs::read_dir(libraries)
        .into_iter()
        .flatten()
        .filter_map(|file| Some(file.ok()?.path()));
    files.into_iter().any(|file| {
        file.file_name()
            .is_some_and(|name| name.as_bytes().starts_with(b"libstd-"))
            && file.extension().is_some_and(|end| end == "so")
    })
}

#[cfg(test)]
mod tests;
