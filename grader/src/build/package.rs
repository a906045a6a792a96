//! What somebody named on the command line → the one program in it: a file, or the binary of a cargo package.
//!
//! Cargo itself is asked what a package holds, started where no settings of the package's own are in force.

use super::environment::Environment;
use super::process::Tool;
use super::toolchain::Toolchain;
use crate::fault::{Fault, Kind, Result};
use serde::Deserialize;
use std::ffi::OsString;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// Cargo only reads manifests here.
const LIMIT: Duration = Duration::from_mins(1);
/// Editions for a file of which nothing says which it is written for: the first in which it compiles.
const EDITIONS: [&str; 2] = ["2024", "2021"];
/// The most bytes of a program's main file, or of its manifest.
const LONGEST: u64 = 4 << 20;

/// A program to explore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// As reports call it: the file as it was named, or the package's name.
    pub name: String,
    /// The directory that the compiler would be started in: that of the package, or where we are.
    pub dir: PathBuf,
    /// Its main file as the compiler would be told it there.
    pub main: PathBuf,
    /// Editions to try, in this order.
    pub editions: Vec<String>,
    /// A crate that it needs, the library of its own package included, with its line in `Cargo.toml`.
    pub dependency: Option<(String, u32)>,
}

/// Finds the program.
#[derive(Debug)]
pub struct Finder<'a> {
    /// Where its cargo is.
    pub toolchain: &'a Toolchain,
    /// For cargo's own needs.
    pub environment: &'a Environment,
    /// Raised to stop.
    pub interrupt: &'a AtomicBool,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    targets: Vec<Target>,
    dependencies: Vec<Dependency>,
    default_run: Option<String>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
    name: String,
    src_path: PathBuf,
    edition: String,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    rename: Option<String>,
    /// `dev`, `build`, or none for what the program itself uses.
    kind: Option<String>,
}

impl Finder<'_> {
    /// Finds what `named`, a file or a directory with a cargo package, holds; relative paths start at `here`.
    ///
    /// # Errors
    /// There is no such file, it holds no Rust, or the directory holds no package with one program: wrong usage.
    pub fn find(&self, named: &Path, here: &Path) -> Result<Program> {
        let path = here.join(named);
        let found = fs::metadata(&path).map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => {
                usage(format!("there is no {}", named.display()))
                    .hint("Name a Rust file, or a directory with a Cargo.toml.")
            }
            _ => usage(format!("cannot read {}", named.display())).because(error.to_string()),
        })?;
        if found.is_dir() {
            return self.package(named, &path);
        }
        if !found.is_file() {
            return Err(usage(format!(
                "{} is neither a file nor a directory",
                named.display()
            )));
        }
        if path.file_name().is_some_and(|name| name == "Cargo.toml") {
            return self.package(named, path.parent().unwrap_or(here));
        }
        text(&path, named)?;
        Ok(Program {
            name: named.display().to_string(),
            dir: here.to_owned(),
            main: named.to_owned(),
            editions: EDITIONS.map(str::to_owned).to_vec(),
            dependency: None,
        })
    }

    fn package(&self, named: &Path, path: &Path) -> Result<Program> {
        let unreadable =
            |error| usage(format!("cannot read {}", named.display())).because(format!("{error}"));
        let dir = path.canonicalize().map_err(unreadable)?;
        let manifest = dir.join("Cargo.toml");
        if !manifest.is_file() {
            return Err(usage(format!(
                "there is no crate in {}: it has no Cargo.toml",
                named.display()
            ))
            .hint("Name the directory of a cargo package, or a Rust file."));
        }
        let package = self
            .metadata(&manifest, named)?
            .packages
            .into_iter()
            .find(|package| package.manifest_path == manifest)
            .ok_or_else(|| {
                usage(format!(
                    "{} holds a workspace, and no package of its own",
                    named.display()
                ))
                .hint("Name the directory of one of its packages.")
            })?;
        let target = target(&package, named)?;
        let main = target
            .src_path
            .strip_prefix(&dir)
            .unwrap_or(&target.src_path)
            .to_owned();
        text(&target.src_path, &named.join(&main))?;
        let own = package
            .targets
            .iter()
            .find(|it| it.kind.iter().any(|kind| kind.ends_with("lib")))
            .map(|it| &it.name);
        let crates = package.dependencies.iter().filter(|it| it.kind.is_none());
        let dependency = crates
            .map(|it| it.rename.as_ref().unwrap_or(&it.name))
            .chain(own)
            .next()
            .map(|name| {
                (
                    name.clone(),
                    line_of(name, &text(&manifest, &manifest).unwrap_or_default()),
                )
            });
        Ok(Program {
            name: package.name.clone(),
            main,
            editions: vec![target.edition.clone()],
            dependency,
            dir,
        })
    }

    fn metadata(&self, manifest: &Path, named: &Path) -> Result<Metadata> {
        let program = self.toolchain.cargo.as_deref().ok_or_else(|| {
            Fault::ours("no cargo beside rustc or on PATH").hint("Install Rust from https://rustup.rs.")
        })?;
        let mut args: Vec<OsString> = [
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version=1",
            "--manifest-path",
        ]
        .map(OsString::from)
        .into();
        args.push(manifest.as_os_str().to_owned());
        let mut env = self.environment.homes();
        env.push(("PATH", self.environment.path.clone()));
        env.push(("RUSTC", self.toolchain.rustc.clone().into_os_string()));
        env.push(("CARGO_TERM_COLOR", "never".into()));
        let finished = Tool {
            program,
            args,
            env,
            dir: PathBuf::from("/"),
            held: None,
            limit: LIMIT,
        }
        .run(self.interrupt)?;
        let read = |bytes: &[u8]| serde_json::from_slice(bytes).ok();
        read(&finished.stdout)
            .filter(|_| finished.succeeded())
            .ok_or_else(|| {
                let text = String::from_utf8_lossy(&finished.stderr);
                let fault = usage(format!("cargo cannot read the package in {}", named.display()));
                complaint(&text, &named.join("Cargo.toml"))
                    .into_iter()
                    .fold(fault, Fault::because)
            })
    }
}

/// What cargo says, without the picture of the place: that is named as the learner would.
fn complaint(text: &str, manifest: &Path) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    let said = lines.filter(|line| !line.is_empty() && *line != "Caused by:" && !line.contains('|'));
    let place = |line: &str| {
        let (_, place) = line.strip_prefix("--> ")?.split_once("Cargo.toml:")?;
        Some(format!("at {}:{place}", manifest.display()))
    };
    said.map(|line| place(line).unwrap_or_else(|| line.strip_prefix("error: ").unwrap_or(line).to_owned()))
        .take(8)
        .collect()
}

fn usage(message: String) -> Fault {
    Fault::new(Kind::Usage, message)
}

/// The binary that `cargo run` would run.
fn target<'a>(package: &'a Package, named: &Path) -> Result<&'a Target> {
    let mut programs = package
        .targets
        .iter()
        .filter(|target| target.kind.iter().any(|kind| kind == "bin"));
    if let Some(name) = &package.default_run {
        return programs
            .find(|target| target.name == *name)
            .ok_or_else(|| usage(format!("{} has no program `{name}`", named.display())));
    }
    let first = programs.next().ok_or_else(|| {
        usage(format!(
            "the package in {} has no program, only a library",
            named.display()
        ))
        .hint("Only something with a `main` can be explored.")
    })?;
    if programs.next().is_none() {
        return Ok(first);
    }
    Err(usage(format!(
        "the package in {} has more than one program",
        named.display()
    ))
    .hint("Name the file of one of them."))
}

/// The text of a source file.
fn text(path: &Path, named: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| usage(format!("cannot read {}", named.display())).because(error.to_string()))?;
    if bytes.len() as u64 > LONGEST {
        let most = LONGEST >> 20;
        return Err(usage(format!("{} is longer than {most} MiB", named.display())));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        usage(format!(
            "{} is no Rust source: byte {} is not UTF-8",
            named.display(),
            at + 1
        ))
    })
}

/// The line of a manifest that names a dependency; 1 where it cannot be told.
fn line_of(name: &str, manifest: &str) -> u32 {
    let bare = |key: &str| key.trim().trim_matches(['"', '\'']) == name;
    let mut inside = false;
    for (line, text) in (1..).zip(manifest.lines().map(str::trim)) {
        let heading = text.strip_prefix('[').and_then(|text| text.split(']').next());
        let named = match heading {
            Some(path) => path
                .rsplit_once("dependencies.")
                .is_some_and(|(_, key)| bare(key)),
            None => inside && bare(text.split(['=', '.', ' ']).next().unwrap_or_default()),
        };
        if named {
            return line;
        }
        if let Some(path) = heading {
            inside = path.ends_with("dependencies");
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_is_found_by_its_line() {
        let manifest = "[package]\nname = \"rand\"\nrand = 1\n\n[dev-dependencies]\n\n[dependencies]\n# rand\nserde = \"1\"\n\
                        rand.workspace = true\n\n[dependencies.\"rayon\"]\nversion = \"1\"\n\n[target.'cfg(unix)'.dependencies]\nlibc=\"0.2\"\n";
        for (name, line) in [
            ("serde", 9),
            ("rand", 10),
            ("rayon", 12),
            ("libc", 16),
            ("elsewhere", 1),
        ] {
            assert_eq!(line_of(name, manifest), line, "{name}");
        }
    }

    fn package(names: &[&str], default_run: Option<&str>) -> Package {
        let target = |name: &&str| Target {
            kind: vec![if *name == "lib" { "lib" } else { "bin" }.to_owned()],
            name: (*name).to_owned(),
            src_path: format!("/p/src/{name}.rs").into(),
            edition: "2021".to_owned(),
        };
        Package {
            name: "p".to_owned(),
            manifest_path: "/p/Cargo.toml".into(),
            targets: names.iter().map(target).collect(),
            dependencies: Vec::new(),
            default_run: default_run.map(str::to_owned),
        }
    }

    #[test]
    fn the_program_is_the_one_that_cargo_would_run() {
        let chosen = |names: &[&str], run| {
            target(&package(names, run), Path::new("p"))
                .map(|it| it.name.clone())
                .map_err(|fault| fault.message)
        };
        assert_eq!(chosen(&["lib", "one"], None).unwrap(), "one");
        assert_eq!(chosen(&["one", "two"], Some("two")).unwrap(), "two");
        assert_eq!(
            chosen(&["one", "two"], None).unwrap_err(),
            "the package in p has more than one program"
        );
        assert_eq!(
            chosen(&["lib"], None).unwrap_err(),
            "the package in p has no program, only a library"
        );
    }

    #[test]
    fn cargo_is_quoted_without_its_picture() {
        let text = "error: unclosed table, expected `]`\n --> tmp/p/Cargo.toml:1:9\n  |\n1 | [package\n  |         ^\n\nCaused by:\n  more\n";
        let said = complaint(text, Path::new("p/Cargo.toml"));
        assert_eq!(
            said,
            ["unclosed table, expected `]`", "at p/Cargo.toml:1:9", "more"]
        );
    }

    #[test]
    fn what_is_no_source_is_told_by_its_first_wrong_byte() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("blob.rs");
        fs::write(&file, b"\x7fELF\x00\xff").unwrap();
        let fault = text(&file, Path::new("blob.rs")).unwrap_err();
        assert_eq!(fault.message, "blob.rs is no Rust source: byte 6 is not UTF-8");
        assert_eq!(fault.exit_code(), 2);
        fs::write(&file, vec![b' '; 5 << 20]).unwrap();
        assert_eq!(
            text(&file, Path::new("blob.rs")).unwrap_err().message,
            "blob.rs is longer than 4 MiB"
        );
    }
}
