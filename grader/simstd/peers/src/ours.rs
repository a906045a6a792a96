//! Our side: builds the engine and the programs as the grader does, and runs the explorer.

use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wire::{Exploration, Request};

/// The engine, built.
pub(crate) struct Engine {
    /// Where cargo put it.
    built: PathBuf,
    /// Where the programs go.
    programs: PathBuf,
    sysroot: PathBuf,
}

/// A litmus program, built.
pub(crate) struct Learner {
    library: PathBuf,
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The text of a litmus program.
pub(crate) fn source(program: &str) -> Result<String> {
    let path = repository().join("tests/litmus").join(format!("{program}.rs"));
    fs::read_to_string(&path).with_context(|| path.display().to_string())
}

/// The names of all litmus programs.
pub(crate) fn programs() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(repository().join("tests/litmus"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            names.push(path.file_stem().context("a name")?.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// What a command says on standard output; what it says on standard error if it fails.
fn said(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    ensure!(
        output.status.success(),
        "{command:?}: {}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Engine {
    /// Builds the engine, optimised, with std shared between it and the programs.
    pub(crate) fn build() -> Result<Self> {
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/engine");
        let flags = "-Cprefer-dynamic -Clink-args=-Wl,-rpath,$ORIGIN";
        said(
            Command::new("cargo")
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
                .env("RUSTFLAGS", flags)
                .env_remove("CARGO_ENCODED_RUSTFLAGS"),
        )?;
        let programs = target.join("programs");
        fs::create_dir_all(&programs)?;
        Ok(Self {
            built: target.join("release"),
            programs,
            sysroot: said(
                Command::new("rustc")
                    .args(["--print", "sysroot"])
                    .current_dir(repository()),
            )?
            .into(),
        })
    }

    /// Builds a litmus program against the engine.
    pub(crate) fn compile(&self, program: &str, optimised: u8) -> Result<Learner> {
        let copy = self.programs.join(format!("{program}.rs"));
        let library = self.programs.join(format!("{program}.{optimised}.so"));
        let entry =
            "#[unsafe(no_mangle)] pub extern \"C\" fn __clew_main() -> i32 { ::std::__clew_run(main) }\n";
        fs::write(&copy, source(program)? + entry)?;
        let engine = self.built.join("libsimstd.so");
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
                .arg(format!("std={}", engine.display()))
                .arg("-L")
                .arg(self.built.join("deps"))
                .arg(&copy)
                .arg("-o")
                .arg(&library)
                .current_dir(repository()),
        )?;
        Ok(Learner { library })
    }

    /// Explores a program.
    pub(crate) fn explore(&self, learner: &Learner, request: &Request) -> Result<Exploration> {
        let file = |ending: &str| learner.library.with_extension(ending);
        let (asked, report) = (file("request"), file("report"));
        fs::write(&asked, serde_json::to_string(request)?)?;
        let std = self.sysroot.join(format!(
            "lib/rustlib/{}-unknown-linux-gnu/lib",
            std::env::consts::ARCH
        ));
        said(
            Command::new(self.built.join("explorer"))
                .arg(&learner.library)
                .args([&asked, &report, &file("flight")])
                .env("LD_LIBRARY_PATH", std),
        )?;
        Ok(serde_json::from_slice(&fs::read(&report)?)?)
    }
}
