//! Builds the crates from the registry that an exercise allows, with cargo, once per set of them.
//!
//! Cargo works on a manifest of ours in the cache and never sees the learner's directory. What it hands back are
//! libraries; the learner's crate is then built against them by rustc in the usual way, with the usual flags and
//! messages.

use super::cache::{Cache, Key, write};
use super::environment::Environment;
use super::process::{Finished, Tool};
use super::toolchain::Toolchain;
use crate::fault::{Fault, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Wall-clock time for one call of cargo: it may have to fetch and build many crates.
const LIMIT: Duration = Duration::from_mins(15);
/// Changes whenever libraries are built differently.
const FORMAT: &[u8] = b"crates 1";
/// Written last, so that where it is, everything else is too.
const RESULT: &str = "externs.json";

/// Builds sets of crates.
#[derive(Debug)]
pub(super) struct Cargo {
    toolchain: Arc<Toolchain>,
    cache: Arc<Cache>,
    environment: Environment,
    offline: bool,
    interrupt: Arc<AtomicBool>,
    /// One set at a time: others usually want the very same one.
    one: Mutex<()>,
}

/// Libraries for rustc.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Externs {
    /// The crates that a program may name, and their files.
    crates: Vec<(String, PathBuf)>,
    /// Where else rustc finds what those need: arguments of `-L`.
    search: Vec<String>,
}

impl Cargo {
    pub(super) fn new(
        toolchain: Arc<Toolchain>,
        cache: Arc<Cache>,
        environment: Environment,
        offline: bool,
        interrupt: Arc<AtomicBool>,
    ) -> Self {
        Cargo {
            toolchain,
            cache,
            environment,
            offline,
            interrupt,
            one: Mutex::new(()),
        }
    }

    /// Arguments for rustc that make these crates (name → version requirement) known to a program.
    ///
    /// # Errors
    /// There is no cargo, it cannot fetch or build them, or it was interrupted.
    pub(super) fn externs(&self, dependencies: &BTreeMap<String, String>) -> Result<Vec<OsString>> {
        let _one = self.one.lock().unwrap_or_else(PoisonError::into_inner);
        let requirements = dependencies
            .iter()
            .flat_map(|(name, version)| [name.as_bytes(), version.as_bytes()]);
        let fixed = [
            FORMAT,
            self.toolchain.version.as_bytes(),
            self.toolchain.sysroot.as_os_str().as_encoded_bytes(),
        ];
        let dir = self.cache.crates(&Key::of(fixed.into_iter().chain(requirements)));
        if let Some(externs) = remembered(&dir) {
            return Ok(externs.arguments());
        }
        let externs = self.build(&dir, dependencies)?;
        if let Ok(text) = serde_json::to_vec(&externs) {
            // Cargo's work need not be lost if this cannot be written: it is asked again.
            let _ = write(&dir.join("externs.new"), &text)
                .is_ok_and(|()| fs::rename(dir.join("externs.new"), dir.join(RESULT)).is_ok());
        }
        Ok(externs.arguments())
    }

    fn build(&self, dir: &Path, dependencies: &BTreeMap<String, String>) -> Result<Externs> {
        fs::create_dir_all(dir).map_err(|error| Fault::io("cannot make the directory", dir, &error))?;
        write(&dir.join("Cargo.toml"), manifest(dependencies).as_bytes())?;
        write(&dir.join("lib.rs"), b"")?;
        let names = dependencies
            .keys()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ");
        let target = dir.join("target");
        let mut args: Vec<OsString> = ["build", "--message-format=json-render-diagnostics"]
            .map(OsString::from)
            .into();
        // Said outright: the user's own settings could name other places.
        args.extend(["--target".into(), self.toolchain.host.clone().into()]);
        args.extend(["--target-dir".into(), target.clone().into_os_string()]);
        let built = self.cargo(dir, args, &names)?;
        let asked = self.cargo(
            dir,
            ["metadata", "--format-version=1"].map(OsString::from).into(),
            &names,
        )?;
        let mut externs = externs(&built.stdout, &asked.stdout).ok_or_else(|| {
            Fault::ours(format!("cargo does not say which libraries it built for {names}"))
                .hint("Update Rust: `rustup update stable`.")
        })?;
        for libraries in [
            target.join(&self.toolchain.host).join("debug/deps"),
            target.join("debug/deps"),
        ] {
            externs.search.push(format!("dependency={}", libraries.display()));
        }
        Ok(externs)
    }

    /// Runs cargo on our manifest, where no settings of the learner's are in force: it reads those of the directory
    /// that it is started in and of those above it, and of the user.
    fn cargo(&self, dir: &Path, mut args: Vec<OsString>, names: &str) -> Result<Finished> {
        let program = self.toolchain.cargo.as_deref().ok_or_else(|| {
            Fault::ours("no cargo beside rustc or on PATH").hint("Install Rust from https://rustup.rs.")
        })?;
        args.extend(["--manifest-path".into(), dir.join("Cargo.toml").into_os_string()]);
        if self.offline {
            args.push("--offline".into());
        }
        if dir.join("Cargo.lock").exists() {
            args.push("--locked".into());
        }
        let tool = Tool {
            program,
            args,
            env: self.variables(),
            dir: PathBuf::from("/"),
            held: None,
            limit: LIMIT,
        };
        let finished = tool.run(&self.interrupt)?;
        if finished.succeeded() {
            Ok(finished)
        } else {
            Err(self.trouble(&finished, names))
        }
    }

    fn variables(&self) -> Vec<(&'static str, OsString)> {
        let mut env = self.environment.homes();
        env.extend(self.environment.network.iter().cloned());
        // Build scripts of such crates look for programs of their own.
        env.push(("PATH", self.environment.path.clone()));
        env.push(("RUSTC", self.toolchain.rustc.clone().into_os_string()));
        env.push(("CARGO_TERM_COLOR", "never".into()));
        // Empty values keep the user's settings from having a say in how these libraries are built: they must fit
        // the programs that our own call of rustc makes.
        env.extend(
            [
                "RUSTC_WRAPPER",
                "RUSTC_WORKSPACE_WRAPPER",
                "CARGO_ENCODED_RUSTFLAGS",
            ]
            .map(|name| (name, "".into())),
        );
        env
    }

    fn trouble(&self, finished: &Finished, names: &str) -> Fault {
        let text = String::from_utf8_lossy(&finished.stderr);
        let mut fault = Fault::ours(format!(
            "cargo cannot build the crates that this exercise uses ({names})"
        ));
        let lines = text
            .lines()
            .skip_while(|line| !line.starts_with("error"))
            .map(str::trim);
        let said = lines
            .filter(|line| !line.is_empty() && *line != "Caused by:")
            .take(8);
        for line in said {
            fault = fault.because(line.strip_prefix("error: ").unwrap_or(line));
        }
        if finished.status.is_none() {
            fault = fault.because(format!("it was stopped after {} s", LIMIT.as_secs()));
        }
        fault.hint(if self.offline {
            "Run once without `--offline`: cargo has to fetch these crates before they can be used."
        } else {
            "The first build with these crates needs the network, and some room on the disk."
        })
    }
}

impl Externs {
    fn arguments(&self) -> Vec<OsString> {
        let crates = self.crates.iter().flat_map(|(name, file)| {
            let mut value = OsString::from(format!("{name}="));
            value.push(file);
            ["--extern".into(), value]
        });
        let search = self.search.iter().flat_map(|place| ["-L".into(), place.into()]);
        crates.chain(search).collect()
    }
}

/// Our manifest. Its strings are quoted as JSON, which is also how TOML quotes them.
fn manifest(dependencies: &BTreeMap<String, String>) -> String {
    let quoted = |text: &String| serde_json::Value::from(text.as_str()).to_string();
    let lines = dependencies
        .iter()
        .map(|(name, version)| format!("{} = {}\n", quoted(name), quoted(version)));
    format!(
        "[package]\nname = \"clew-crates\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\n\
         [dependencies]\n{}\n[profile.dev]\ndebug = \"line-tables-only\"\nincremental = false\n\n[workspace]\n",
        lines.collect::<String>()
    )
}

/// What was built before, if all of it is still there.
fn remembered(dir: &Path) -> Option<Externs> {
    let externs: Externs = serde_json::from_slice(&fs::read(dir.join(RESULT)).ok()?).ok()?;
    externs
        .crates
        .iter()
        .all(|(_, file)| file.is_file())
        .then_some(externs)
}

#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Message {
    CompilerArtifact {
        package_id: String,
        target: Target,
        filenames: Vec<PathBuf>,
    },
    BuildScriptExecuted {
        linked_paths: Vec<String>,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Metadata {
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    root: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

/// A crate by the name that a program calls it by, which need not be its package's.
#[derive(Deserialize)]
struct Dependency {
    name: String,
    pkg: String,
}

/// Joins what `cargo build` built with what `cargo metadata` says of who depends on what.
fn externs(built: &[u8], metadata: &[u8]) -> Option<Externs> {
    let resolve = serde_json::from_slice::<Metadata>(metadata).ok()?.resolve;
    let direct = resolve
        .nodes
        .into_iter()
        .find(|node| node.id == resolve.root)?
        .deps;
    let mut externs = Externs::default();
    let mut libraries = BTreeMap::new();
    for line in built.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        match serde_json::from_slice(line).ok()? {
            Message::CompilerArtifact {
                package_id,
                target,
                filenames,
            } if !target.kind.contains(&"custom-build".into()) => {
                let mut files = filenames.into_iter();
                let library =
                    files.find(|file| file.extension().is_some_and(|end| end == "rlib" || end == "so"));
                libraries.extend(library.map(|library| (package_id, library)));
            }
            Message::BuildScriptExecuted { linked_paths } => externs.search.extend(linked_paths),
            _ => {}
        }
    }
    for dependency in direct {
        externs
            .crates
            .push((dependency.name, libraries.remove(&dependency.pkg)?));
    }
    Some(externs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cargo_is_said() {
        let toolchain = Toolchain {
            rustc: "/opt/bin/rustc".into(),
            cargo: None,
            sysroot: "/opt".into(),
            version: String::new(),
            host: "x86_64-unknown-linux-gnu".to_owned(),
            linker: super::super::Linker::Default,
            shared_std: None,
            path: OsString::new(),
        };
        let cache = Arc::new(Cache::open_temporary().unwrap());
        let cargo = Cargo::new(
            Arc::new(toolchain),
            cache,
            Environment::default(),
            true,
            Arc::default(),
        );
        let fault = cargo
            .externs(&BTreeMap::from([("itoa".to_owned(), "1".to_owned())]))
            .unwrap_err();
        assert_eq!(fault.to_string(), "no cargo beside rustc or on PATH");
    }

    #[test]
    fn nothing_in_a_name_or_version_escapes_its_quotes() {
        let dependencies = BTreeMap::from([("a\"b".to_owned(), "1\"\n[patch]".to_owned())]);
        let text = manifest(&dependencies);
        assert!(
            text.contains("[dependencies]\n\"a\\\"b\" = \"1\\\"\\n[patch]\"\n\n[profile.dev]"),
            "{text}"
        );
    }

    #[test]
    fn direct_dependencies_get_the_files_of_their_own_versions() {
        let built = r#"{"reason":"compiler-artifact","package_id":"r#itoa@0.4.8","target":{"kind":["lib"]},"filenames":["/t/libitoa-old.rlib"]}
{"reason":"compiler-artifact","package_id":"r#md-5@0.10.0","target":{"kind":["custom-build"]},"filenames":["/t/build-script-build"]}
{"reason":"build-script-executed","package_id":"r#md-5@0.10.0","linked_libs":[],"linked_paths":["native=/t/out"]}
{"reason":"compiler-artifact","package_id":"r#itoa@1.0.18","target":{"kind":["lib"]},"filenames":["/t/libitoa-new.rlib","/t/libitoa-new.rmeta"]}
{"reason":"compiler-artifact","package_id":"r#md-5@0.10.0","target":{"kind":["proc-macro"]},"filenames":["/t/libmd5.so"]}
{"reason":"build-finished","success":true}
"#;
        let metadata = r#"{"packages":[],"resolve":{"root":"path#clew-crates@0.0.0","nodes":[
            {"id":"r#itoa@1.0.18","deps":[]},
            {"id":"path#clew-crates@0.0.0","deps":[{"name":"itoa","pkg":"r#itoa@1.0.18"},{"name":"md5","pkg":"r#md-5@0.10.0"}]}]}}"#;
        let externs = externs(built.as_bytes(), metadata.as_bytes()).unwrap();
        let crates = [
            ("itoa".to_owned(), "/t/libitoa-new.rlib".into()),
            ("md5".to_owned(), "/t/libmd5.so".into()),
        ];
        assert_eq!(
            externs,
            Externs {
                crates: crates.into(),
                search: vec!["native=/t/out".to_owned()]
            }
        );
        let args = externs.arguments();
        assert_eq!(
            args,
            [
                "--extern",
                "itoa=/t/libitoa-new.rlib",
                "--extern",
                "md5=/t/libmd5.so",
                "-L",
                "native=/t/out"
            ]
        );
        assert_eq!(super::externs(b"", metadata.as_bytes()), None);
        assert_eq!(super::externs(built.as_bytes(), b"{}"), None);
    }
}
