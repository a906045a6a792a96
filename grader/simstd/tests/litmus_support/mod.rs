//! Builds the engine and programs against it, and explores them, for tests.
#![expect(
    clippy::disallowed_methods,
    reason = "tests start the compiler and the explorer"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use wire::{Exploration, Request};

/// The engine, built, and std's shared library that it was built against.
struct Engine {
    built: PathBuf,
    std: PathBuf,
}

/// A program built against the engine.
pub(crate) struct Learner {
    library: PathBuf,
}

/// The top of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("grader/simstd is two levels down")
}

fn said(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|why| panic!("{command:?}: {why}"));
    let trouble = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{command:?}: {}\n{trouble}",
        output.status
    );
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// The engine is built once for all tests; cargo itself keeps two that come at the same time apart.
fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let target = scratch().join("engine");
        said(
            Command::new(env!("CARGO"))
                .args([
                    "build",
                    "--release",
                    "--package",
                    "simstd",
                    "--features",
                    "runner",
                    "--target-dir",
                ])
                .arg(&target)
                .current_dir(repository())
                .env("RUSTFLAGS", "-Cprefer-dynamic -Clink-args=-Wl,-rpath,$ORIGIN")
                .env_remove("CARGO_ENCODED_RUSTFLAGS"),
        );
        let sysroot = said(
            Command::new("rustc")
                .args(["--print", "sysroot"])
                .current_dir(repository()),
        );
        Engine {
            built: target.join("release"),
            std: Path::new(&sysroot).join(format!(
                "lib/rustlib/{}-unknown-linux-gnu/lib",
                std::env::consts::ARCH
            )),
        }
    })
}

/// Builds a program, as the grader builds a learner's.
pub(crate) fn compile(source: &Path, optimised: u8) -> Learner {
    let engine = engine();
    let name = source
        .file_stem()
        .expect("a program has a name")
        .to_string_lossy();
    let dir = scratch().join("programs");
    fs::create_dir_all(&dir).unwrap();
    let copy = dir.join(format!("{name}.rs"));
    let text = fs::read_to_string(source).unwrap_or_else(|why| panic!("{}: {why}", source.display()));
    let entry = "#[unsafe(no_mangle)] pub extern \"C\" fn __clew_main() -> i32 { ::std::__clew_run(main) }\n";
    fs::write(&copy, text + entry).unwrap();
    let library = dir.join(format!("{name}.so"));
    said(
        Command::new("rustc")
            .args([
                "--edition",
                "2024",
                "--crate-type",
                "cdylib",
                "--crate-name",
                "learner",
            ])
            .args(["-C", "prefer-dynamic", "-C", "debuginfo=line-tables-only", "-C"])
            .arg(format!("opt-level={optimised}"))
            .arg("--extern")
            .arg(format!("std={}", engine.built.join("libsimstd.so").display()))
            .arg("-L")
            .arg(engine.built.join("deps"))
            .arg(&copy)
            .arg("-o")
            .arg(&library)
            .current_dir(repository()),
    );
    Learner { library }
}

/// Explores a program; `as_what` tells concurrent or different explorations of it apart.
///
/// # Errors
///
/// What the explorer said when it failed, or how it died.
pub(crate) fn explore(learner: &Learner, as_what: &str, request: &Request) -> Result<Exploration, String> {
    let engine = engine();
    let file = |ending: &str| learner.library.with_extension(format!("{as_what}.{ending}"));
    let (asked, report, flight) = (file("request"), file("report"), file("flight"));
    fs::write(&asked, serde_json::to_string(request).unwrap()).unwrap();
    let output = Command::new(engine.built.join("explorer"))
        .arg(&learner.library)
        .args([&asked, &report, &flight])
        .env("LD_LIBRARY_PATH", &engine.std)
        .output()
        .unwrap();
    if !output.status.success() {
        return Err(format!(
            "{}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    let text = fs::read(&report).map_err(|why| format!("{}: {why}", report.display()))?;
    let exploration = serde_json::from_slice(&text).map_err(|why| format!("{}: {why}", report.display()));
    for file in [asked, report, flight] {
        fs::remove_file(file).ok();
    }
    exploration
}
