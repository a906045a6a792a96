//! One run of rustc over one crate.

use super::Order;
use super::cache::Cache;
use super::diagnostics::Said;
use super::linker::Linker;
use super::memory::Memory;
use super::outcome::Outcome;
use super::process::Tool;
use super::toolchain::Toolchain;
use super::work::Work;
use crate::fault::Result;
use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// What every program is built with. Part of what decides a cached build.
const FLAGS: [&str; 12] = [
    "--edition=2024",
    "--crate-type=bin",
    "--error-format=json",
    "--json=diagnostic-rendered-ansi",
    "--emit=link,dep-info",
    // Cargo says this too; hints about unknown `cfg`s depend on it.
    "--check-cfg=cfg(docsrs,test)",
    "--check-cfg=cfg(feature, values())",
    // For the lines of stuck threads and of panics.
    "-Cdebuginfo=line-tables-only",
    "-Coverflow-checks=on",
    "-Cdebug-assertions=on",
    // Machine code only: nothing will be optimized across crates.
    "-Cembed-bitcode=no",
    "-Copt-level=0",
];

/// Into how many parts a crate is cut: few make one build fast, many leave more to reuse in the next.
const PARTS_AT_ONCE: &str = "-Ccodegen-units=2";
const PARTS_FOR_REUSE: &str = "-Ccodegen-units=32";

/// The most that is read of the list of files that went into a program.
const LONGEST_LIST: u64 = 1 << 20;

/// What is to be compiled.
pub(super) struct Job<'a> {
    pub(super) order: &'a Order,
    /// Arguments for rustc that make other crates known.
    pub(super) externs: &'a [OsString],
    /// Whether the program may load std as a shared library.
    pub(super) shared_std: bool,
}

/// How one crate is compiled.
pub(super) struct Compiler<'a> {
    pub(super) toolchain: &'a Toolchain,
    pub(super) cache: &'a Cache,
    pub(super) interrupt: &'a AtomicBool,
    /// Wall-clock time for rustc, with all that it starts.
    pub(super) limit: Duration,
}

/// What became of it.
pub(super) struct Compiled {
    pub(super) outcome: Outcome,
    pub(super) said: Said,
    /// The program, in `work` or `memory`; it is there if the outcome says so.
    pub(super) program: PathBuf,
    /// The files that were compiled, as far as rustc came to tell; relative to the course's root if they are in it.
    pub(super) files: Option<Vec<String>>,
    pub(super) work: Work,
    pub(super) memory: Option<Memory>,
}

impl Compiled {
    /// Whether something other than the program itself may have gone wrong with an incremental build.
    pub(super) fn blames_its_memory(&self) -> bool {
        matches!(self.outcome, Outcome::Crashed(_) | Outcome::LinkFailed)
            || self
                .said
                .diagnostics
                .iter()
                .any(|said| said.at.is_none() && said.message.contains("incremental compilation"))
    }
}

impl Compiler<'_> {
    /// Compiles a crate, with the compiler's memory of it, if any.
    pub(super) fn compile(&self, job: &Job<'_>, linker: &Linker, memory: Option<Memory>) -> Result<Compiled> {
        let order = job.order;
        let work = self.cache.work()?;
        let mut args = arguments(self.toolchain, linker, job);
        let out = match &memory {
            None => {
                args.push(PARTS_AT_ONCE.into());
                work.dir.clone()
            }
            Some(memory) => {
                args.extend([PARTS_FOR_REUSE.into(), option("-Cincremental=", &memory.state())]);
                memory.out()
            }
        };
        args.push(option("--out-dir=", &out));
        let tool = Tool {
            program: &self.toolchain.rustc,
            args,
            env: self.environment(order, work.dir.clone()),
            dir: order.root.clone(),
            held: memory.as_ref().map(Memory::lock),
            limit: self.limit,
        };
        let finished = tool.run(self.interrupt)?;
        let said = Said::read(&finished.stderr);
        let outcome = Outcome::of(&finished, &said, self.cache.dir())?;
        let program = out.join(crate_name(&order.name));
        let files = files_compiled(&program.with_extension("d"));
        Ok(Compiled {
            outcome,
            said,
            program,
            files,
            work,
            memory,
        })
    }

    /// Nothing is inherited: a submission must find neither secrets nor settings.
    fn environment(&self, order: &Order, tmp: PathBuf) -> Vec<(&'static str, OsString)> {
        vec![
            ("PATH", self.toolchain.path.clone()),
            ("TMPDIR", tmp.into_os_string()),
            // By this rustc knows that cargo is in use, and words some hints accordingly.
            ("CARGO_CRATE_NAME", crate_name(&order.name).into()),
            // Otherwise some versions write reports of their crashes into the working directory.
            ("RUSTC_ICE", "0".into()),
        ]
    }
}

/// What decides a build besides the sources and what is different each time.
pub(super) fn arguments(toolchain: &Toolchain, linker: &Linker, job: &Job<'_>) -> Vec<OsString> {
    let order = job.order;
    let mut args: Vec<OsString> = vec![
        "--crate-name".into(),
        crate_name(&order.name).into(),
        order.main.clone().into(),
    ];
    args.extend(FLAGS.iter().map(OsString::from));
    let shared_std = toolchain.shared_std.as_deref().filter(|_| job.shared_std);
    if shared_std.is_some() {
        // Less to link; and std's own instances of generic functions are used instead of made once more.
        args.push("-Cprefer-dynamic".into());
    }
    args.extend(linker.arguments(shared_std));
    args.extend_from_slice(job.externs);
    args
}

/// The crate's name for rustc, as cargo makes it.
pub(super) fn crate_name(name: &str) -> String {
    name.replace('-', "_")
}

pub(super) fn option(name: &str, path: &Path) -> OsString {
    let mut text = OsString::from(name);
    text.push(path);
    text
}

/// The files that a crate was made of, from the list that rustc writes in the form of a makefile. None: it did not
/// come so far.
pub(super) fn files_compiled(list: &Path) -> Option<Vec<String>> {
    let mut text = String::new();
    fs::File::open(list)
        .ok()?
        .take(LONGEST_LIST)
        .read_to_string(&mut text)
        .ok()?;
    // Besides the rule with all of the files there is an empty one for each of them.
    let files = text.lines().filter_map(|line| line.strip_suffix(':'));
    Some(files.map(|file| plain_path(&file.replace("\\ ", " "))).collect())
}

/// The path without detours: `a/../b` is `b`.
fn plain_path(path: &str) -> String {
    let mut plain = PathBuf::new();
    for part in Path::new(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detours_are_left_out() {
        for (path, plain) in [
            ("a/b.rs", "a/b.rs"),
            ("a/../b.rs", "b.rs"),
            ("./a/./b/../../c", "c"),
            ("../a", "../a"),
            ("/a/../b", "/b"),
        ] {
            assert_eq!(plain_path(path), plain);
        }
    }

    #[test]
    fn the_list_of_files_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let list = dir.path().join("x.d");
        assert_eq!(files_compiled(&list), None);
        let text = "/w/x: e/src/main.rs e/src/../a\\ b.txt\n\ne/src/main.rs:\ne/src/../a\\ b.txt:\n";
        fs::write(&list, text).unwrap();
        assert_eq!(files_compiled(&list).unwrap(), ["e/src/main.rs", "e/a b.txt"]);
    }
}
