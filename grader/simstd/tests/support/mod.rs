//! The engine for tests: built once, then programs are compiled against it, explored, and run natively beside it.
#![allow(dead_code, reason = "every test binary uses another part of this")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests start the compiler, the engine and programs"
)]

use std::ffi::OsString;
use std::fs;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use wire::{Exploration, Request};

/// What is appended to a program so that it can be run again and again.
const ENTRY: &str =
    "\n#[unsafe(no_mangle)] pub extern \"C\" fn __clew_main() -> i32 { ::std::__clew_run(main) }\n";
/// Every program is compiled under this name in a directory of its own, so that places read alike everywhere.
const MAIN: &str = "main.rs";

/// The engine, built.
pub(crate) struct Engine {
    /// Where the libraries and the explorer are.
    pub(crate) dir: PathBuf,
    /// Where the toolchain's shared std is.
    pub(crate) std: PathBuf,
}

/// What a program did when it ran by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Native {
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error, see [`panics`].
    pub(crate) stderr: String,
    /// Exit code; none when a signal ended it, 124 when it did not end by itself.
    pub(crate) exit: Option<i32>,
}

/// How a program is compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// `--edition`.
    pub(crate) edition: &'static str,
    /// Take our core for `core` too.
    pub(crate) core: bool,
    /// `-C opt-level`.
    pub(crate) optimised: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            edition: "2024",
            core: false,
            optimised: 0,
        }
    }
}

fn scratch() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// The compiler, as cargo was told.
pub(crate) fn rustc() -> Command {
    let name = std::env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let mut rustc = Command::new(name);
    rustc
        .stdin(Stdio::null())
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    rustc
}

/// The output of a command that must work.
fn must(command: &mut Command) -> Output {
    let output = command
        .output()
        .unwrap_or_else(|why| panic!("{command:?}: {why}"));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed:\n{text}");
    output
}

/// The engine, built at the first call into a target directory of the tests' own.
///
/// # Panics
/// When it cannot be built.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let target = scratch().join("engine");
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args([
                "build",
                "--release",
                "--quiet",
                "-p",
                "simstd",
                "-p",
                "simcore",
                "--features",
                "simstd/runner",
                "--target-dir",
            ])
            .arg(&target);
        cargo
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        cargo.env_remove("RUST_BACKTRACE").env(
            "RUSTFLAGS",
            "-Cprefer-dynamic -Clink-args=-Wl,-rpath,$ORIGIN -Awarnings",
        );
        must(&mut cargo);
        let libraries = must(rustc().args(["--print", "target-libdir"])).stdout;
        let std = PathBuf::from(String::from_utf8_lossy(&libraries).trim());
        Engine {
            dir: target.join("release"),
            std,
        }
    })
}

/// A directory that nobody else uses, empty.
///
/// # Panics
/// When it cannot be made.
pub(crate) fn fresh_dir() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let dir = scratch().join("programs").join(name);
    drop(fs::remove_dir_all(&dir));
    fs::create_dir_all(&dir).unwrap_or_else(|why| panic!("{}: {why}", dir.display()));
    dir
}

/// A program compiled against the engine. Its files go away with it.
pub(crate) struct Explorable {
    dir: PathBuf,
}

impl Drop for Explorable {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.dir));
    }
}

/// Compiles `text` against the engine.
///
/// # Errors
/// The compiler's messages.
///
/// # Panics
/// When the compiler cannot be run.
pub(crate) fn compile(text: &str, settings: Settings) -> Result<Explorable, String> {
    let engine = engine();
    let made = Explorable { dir: fresh_dir() };
    fs::write(made.dir.join(MAIN), format!("{text}{ENTRY}")).expect("the copy can be written");
    let mut rustc = rustc();
    rustc
        .current_dir(&made.dir)
        .args(["--crate-type=cdylib", "-Cprefer-dynamic", "-Cdebuginfo=0"]);
    rustc.args([
        "-Awarnings",
        "--crate-name=learner",
        "-olearner.so",
        "--edition",
        settings.edition,
        MAIN,
    ]);
    rustc
        .arg("--extern")
        .arg(named("std=", &engine.dir.join("libsimstd.so")));
    rustc.arg(format!("-Copt-level={}", settings.optimised));
    if settings.core {
        rustc
            .arg("--extern")
            .arg(named("core=", &engine.dir.join("libsimcore.rlib")));
    }
    rustc
        .arg("-L")
        .arg(named("dependency=", &engine.dir.join("deps")));
    let output = rustc.output().expect("the compiler runs");
    if output.status.success() {
        Ok(made)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn named(name: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(name);
    argument.push(path);
    argument
}

impl Explorable {
    /// The command that explores the program.
    ///
    /// # Panics
    /// When the request cannot be written.
    pub(crate) fn explorer(&self, request: &Request) -> Command {
        let engine = engine();
        let [asked, report, flight] =
            ["request.json", "report.json", "flight"].map(|name| self.dir.join(name));
        drop(fs::remove_file(&report));
        fs::write(&asked, serde_json::to_vec(request).expect("a request is JSON"))
            .expect("it can be written");
        let mut explorer = Command::new(engine.dir.join("explorer"));
        explorer
            .arg(self.dir.join("learner.so"))
            .args([&asked, &report, &flight]);
        explorer
            .env_clear()
            .env("LD_LIBRARY_PATH", &engine.std)
            .stdin(Stdio::null());
        explorer
    }

    /// What the explorer reported.
    ///
    /// # Errors
    /// When there is no report.
    pub(crate) fn report(&self) -> Result<Exploration, String> {
        let bytes = fs::read(self.dir.join("report.json")).map_err(|why| format!("no report: {why}"))?;
        serde_json::from_slice(&bytes).map_err(|why| format!("the report: {why}"))
    }

    /// Explores the program.
    ///
    /// # Errors
    /// What the explorer said when it failed.
    ///
    /// # Panics
    /// When the explorer cannot be run.
    pub(crate) fn explore(&self, request: &Request) -> Result<Exploration, String> {
        let output = self.explorer(request).output().expect("the explorer runs");
        let said = || format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr));
        if !output.status.success() {
            return Err(said());
        }
        self.report().map_err(|why| format!("{why}; {}", said()))
    }
}

/// Compiles and explores `text`.
///
/// # Panics
/// With the compiler's or the explorer's message, when either fails.
pub(crate) fn explore(text: &str, request: &Request) -> Exploration {
    let made = compile(text, Settings::default()).unwrap_or_else(|why| panic!("it does not compile:\n{why}"));
    made.explore(request)
        .unwrap_or_else(|why| panic!("it cannot be explored: {why}"))
}

/// Runs `text` natively. Compiled programs are kept by the content that they came from.
///
/// # Errors
/// The compiler's messages.
///
/// # Panics
/// When the compiler or the program cannot be run.
pub(crate) fn native(text: &str, request: &Request, edition: &str) -> Result<Native, String> {
    let key = BuildHasherDefault::<DefaultHasher>::default().hash_one((text, edition, version()));
    let kept = scratch().join("native").join(format!("{key:016x}"));
    if !kept.is_file() {
        let dir = fresh_dir();
        fs::create_dir_all(scratch().join("native")).expect("the directory can be made");
        fs::write(dir.join(MAIN), text).expect("the copy can be written");
        let mut rustc = rustc();
        rustc.current_dir(&dir).args([
            "-Cdebuginfo=0",
            "-Awarnings",
            "-omain",
            "--edition",
            edition,
            MAIN,
        ]);
        let output = rustc.output().expect("the compiler runs");
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        fs::rename(dir.join("main"), &kept).expect("it can be kept");
        drop(fs::remove_dir_all(dir));
    }
    let input = fresh_dir().join("stdin");
    fs::write(&input, &request.stdin).expect("it can be written");
    // A program that hangs must not take the tests with it.
    let mut program = Command::new("timeout");
    program
        .args(["--kill-after=1", "20"])
        .arg(&kept)
        .args(&request.args)
        .env_clear();
    program.stdin(fs::File::open(&input).expect("it was written"));
    let output = program.output().expect("the program runs");
    drop(fs::remove_dir_all(
        input.parent().expect("a directory of its own"),
    ));
    Ok(Native {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: panics(&String::from_utf8_lossy(&output.stderr)),
        exit: output.status.code(),
    })
}

fn version() -> &'static [u8] {
    static VERSION: OnceLock<Vec<u8>> = OnceLock::new();
    VERSION.get_or_init(|| must(rustc().arg("-vV")).stdout)
}

/// Standard error without what differs from run to run: the system's numbers of threads, and std's advice about
/// backtraces, which it gives once in a process.
pub(crate) fn panics(stderr: &str) -> String {
    let mut text = String::new();
    for line in stderr
        .lines()
        .filter(|line| !line.starts_with("note: run with `RUST_BACKTRACE=1`"))
    {
        match (
            line.strip_prefix("thread '"),
            line.find("' ("),
            line.find(") panicked at "),
        ) {
            (Some(_), Some(from), Some(to)) if from < to => {
                text.push_str(&line[..=from]);
                text.push_str(&line[to + 1..]);
            }
            _ => text.push_str(line),
        }
        text.push('\n');
    }
    text
}
