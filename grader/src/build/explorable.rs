//! A learner's program → a library that the explorer can load: a copy of it, compiled against our std.
//!
//! The copy of the main file has one line more, at its end, by which the explorer calls `main` again and again. It
//! lies in a directory of links to everything that lies beside the learner's own file, so that its modules are found;
//! the compiler writes the learner's paths into it all the same. Nothing is ever written where the learner works.

mod copy;

use super::cache::{Cache, Key};
use super::compile::{crate_name, option};
use super::diagnostics::{Said, plain};
use super::engine::Engine;
use super::linker::Linker;
use super::outcome::{Outcome, linker_trouble};
use super::package::Program;
use super::process::Tool;
use super::toolchain::Toolchain;
use super::{Diagnostic, Place, SourceFile};
use crate::fault::Result;
use copy::{Copy, Ground};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// Wall-clock time for one run of the compiler.
const LIMIT: Duration = Duration::from_mins(1);
/// As for the native build, apart from what the program is linked into.
const FLAGS: [&str; 6] = [
    "--error-format=json",
    "--json=diagnostic-rendered-ansi",
    "--check-cfg=cfg(docsrs,test)",
    "--check-cfg=cfg(feature, values())",
    "-Coverflow-checks=on",
    "-Cdebug-assertions=on",
];
/// Line numbers come from the compiler's own knowledge of each caller; nobody reads debug information of a library.
const LIBRARY: [&str; 6] = [
    "--crate-type=cdylib",
    "--emit=link,dep-info",
    "-Cprefer-dynamic",
    "-Cembed-bitcode=no",
    "-Copt-level=0",
    "-Cdebuginfo=0",
];

/// Compiles programs for one explorer.
#[derive(Debug)]
pub struct Maker<'a> {
    /// Where it works.
    pub cache: &'a Cache,
    /// What it compiles with: the toolchain that the engine was built with.
    pub toolchain: &'a Toolchain,
    /// What it compiles against.
    pub engine: &'a Engine,
    /// Whether the compiler should colour its messages.
    pub color: bool,
    /// Whether `unsafe` is refused.
    pub ban_unsafe: bool,
    /// Raised to stop.
    pub interrupt: &'a AtomicBool,
}

/// What became of a program.
#[derive(Debug)]
pub enum Made {
    /// It can be explored.
    Ready(Explorable),
    /// The compiler refuses it, in these words.
    Refused(Vec<Diagnostic>),
    /// It compiles, and yet it cannot be explored.
    NotExplored {
        /// Why: lower case, no final period.
        reason: String,
        /// The place that shows it.
        at: Option<Place>,
    },
}

/// A compiled program; its files are gone when this is.
#[derive(Debug)]
pub struct Explorable {
    /// The library to load.
    pub library: PathBuf,
    /// The learner's files that are in it, the main file first, by the names that places in them have.
    pub sources: Vec<SourceFile>,
    _ground: Ground,
}

impl Maker<'_> {
    /// Compiles a program.
    ///
    /// # Errors
    /// Trouble that the program has no part in: a full disk, no linker, an interrupt.
    pub fn make(&self, program: &Program) -> Result<Made> {
        if let Some((name, line)) = &program.dependency {
            return Ok(Made::NotExplored {
                reason: format!("it depends on the crate `{name}`, and only std can be explored"),
                at: Some(Place {
                    file: "Cargo.toml".to_owned(),
                    line: *line,
                    column: None,
                }),
            });
        }
        let key = Key::of([
            b"explorable".as_slice(),
            self.engine.program().as_os_str().as_bytes(),
            program.dir.as_os_str().as_bytes(),
            program.main.as_os_str().as_bytes(),
        ]);
        let ground = match self.cache.memory(&key) {
            Some(memory) => Ground::Again(memory),
            None => Ground::Once(self.cache.work()?),
        };
        let copy = Copy::make(program, ground)?;
        if self.ban_unsafe
            && let Err(said) = self.check(&copy, program, &program.editions[0], &["-Funsafe_code"])?
        {
            return Ok(Made::Refused(self.words(said)));
        }
        for edition in &program.editions {
            // Warnings about what only the copy does not use would be no news to anybody.
            if self.library(&copy, program, edition, &["-Awarnings"])?.is_ok() {
                // Who explores a program is likely to edit it and explore it again.
                self.cache.remember_crate(&key);
                return Ok(copy.ready(program));
            }
        }
        // What the compiler says about the copy may be about the copy only. Its word about the program itself counts.
        let mut refused = None;
        for edition in &program.editions {
            match self.check(&copy, program, edition, &[])? {
                Err(said) => refused = refused.or(Some(said)),
                // The line that was added has an attribute that `#![forbid(unsafe_code)]` does not like.
                Ok(()) => match self.library(&copy, program, edition, &["--cap-lints=allow"])? {
                    Ok(()) => return Ok(copy.ready(program)),
                    Err(said) => return Ok(not_explored(&said)),
                },
            }
        }
        Ok(Made::Refused(self.words(refused.unwrap_or_default())))
    }

    /// Compiles the copy; `Err` holds what the compiler has against it.
    fn library(
        &self,
        copy: &Copy,
        program: &Program,
        edition: &str,
        lints: &[&str],
    ) -> Result<Result<(), Said>> {
        let direct = for_library(&self.toolchain.linker);
        // What goes wrong in a fast way that the program may have no part in is tried again in a plainer one.
        let again = matches!(copy.ground, Ground::Again(_)).then_some((&direct, true));
        let once = [(&direct, false), (&Linker::Default, false)];
        let mut last = Said::default();
        for (linker, incremental) in again.into_iter().chain(once) {
            let mut args = arguments(program, &copy.main, edition, lints);
            args.extend(LIBRARY.iter().map(OsString::from));
            for (from, to) in [&copy.above, &copy.here] {
                let mut mapped = option("--remap-path-prefix=", from);
                mapped.push("=");
                mapped.push(to);
                args.push(mapped);
            }
            args.extend(linker.arguments(None));
            args.extend(self.engine.arguments());
            args.push(option("--out-dir=", &copy.ground.dir()));
            args.extend(copy.ground.parts(incremental));
            let (outcome, said) = self.rustc(copy, program, args)?;
            let blamed = |it: &Diagnostic| it.at.is_none() && it.message.contains("incremental compilation");
            match outcome {
                Outcome::Built => return Ok(Ok(())),
                Outcome::Refused if !said.diagnostics.iter().any(blamed) => return Ok(Err(said)),
                Outcome::OutOfTime => return Ok(Err(said)),
                _ => copy.ground.forget(),
            }
            last = said;
        }
        linker_trouble(&last).map_or(Ok(Err(last)), Err)
    }

    /// Asks the compiler about the program as it is, in the learner's own place.
    fn check(
        &self,
        copy: &Copy,
        program: &Program,
        edition: &str,
        lints: &[&str],
    ) -> Result<Result<(), Said>> {
        let mut args = arguments(program, &program.main, edition, lints);
        args.extend(["--crate-type=bin", "--emit=metadata", "-o"].map(OsString::from));
        args.push(copy.ground.dir().join("checked").into_os_string());
        Ok(match self.rustc(copy, program, args)? {
            (Outcome::Built, _) => Ok(()),
            (Outcome::Crashed(how), mut said) => {
                said.diagnostics.push(super::diagnostics::own(true, &how));
                Err(said)
            }
            (Outcome::OutOfTime, mut said) => {
                let limit = LIMIT.as_secs();
                let message = format!("the compiler was stopped after {limit} s");
                said.diagnostics.push(super::diagnostics::own(true, &message));
                Err(said)
            }
            (Outcome::Refused | Outcome::LinkFailed, said) => Err(said),
        })
    }

    fn rustc(&self, copy: &Copy, program: &Program, args: Vec<OsString>) -> Result<(Outcome, Said)> {
        let env = vec![
            ("PATH", self.toolchain.path.clone()),
            ("TMPDIR", copy.ground.dir().into_os_string()),
            ("CARGO_CRATE_NAME", crate_of(program).into()),
            ("RUSTC_ICE", "0".into()),
        ];
        let tool = Tool {
            program: &self.toolchain.rustc,
            args,
            env,
            dir: program.dir.clone(),
            held: copy.ground.lock(),
            limit: LIMIT,
        };
        let finished = tool.run(self.interrupt)?;
        let said = Said::read(&finished.stderr);
        let outcome = Outcome::of(&finished, &said, self.cache.dir())?;
        Ok((outcome, said))
    }

    fn words(&self, said: Said) -> Vec<Diagnostic> {
        let all = said.capped().into_iter();
        if self.color {
            all.collect()
        } else {
            all.map(plain).collect()
        }
    }
}

/// What both compilations of a program share.
fn arguments(program: &Program, main: &Path, edition: &str, lints: &[&str]) -> Vec<OsString> {
    let mut args: Vec<OsString> = vec!["--crate-name".into(), crate_of(program).into()];
    args.push(main.into());
    args.push(format!("--edition={edition}").into());
    args.extend(FLAGS.iter().chain(lints).map(OsString::from));
    args
}

/// The crate's name, which `module_path!` tells the program: as cargo or rustc would make it.
fn crate_of(program: &Program) -> String {
    let stem = Path::new(&program.name).file_stem().unwrap_or(OsStr::new("main"));
    crate_name(&stem.to_string_lossy())
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect()
}

/// How a library is linked: as a program is, without what begins a program.
fn for_library(linker: &Linker) -> Linker {
    match linker {
        Linker::Default => Linker::Default,
        Linker::Direct { program, args } => {
            let part = |arg: &&String| *arg != "-pie" && !arg.ends_with("crt1.o");
            Linker::Direct {
                program: program.clone(),
                args: args.iter().filter(part).cloned().collect(),
            }
        }
    }
}

/// The program compiles with std and not with ours: what ours lacks.
fn not_explored(said: &Said) -> Made {
    let error = said.diagnostics.iter().find(|diagnostic| diagnostic.error);
    Made::NotExplored {
        reason: match error {
            Some(error) => format!(
                "it uses std in a way that the explorer does not know: {}",
                error.message
            ),
            None => "the compiler does not come to an end with it".to_owned(),
        },
        at: error.and_then(|error| error.at.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn program(dir: &Path, main: &str) -> Program {
        Program {
            name: "two-words.rs".to_owned(),
            dir: dir.to_owned(),
            main: main.into(),
            editions: vec!["2024".to_owned()],
            dependency: None,
        }
    }

    #[test]
    fn the_crate_has_the_name_that_cargo_or_rustc_would_give_it() {
        assert_eq!(crate_of(&program(Path::new("/"), "")), "two_words");
        let odd = Program {
            name: "a/b c.d.rs".to_owned(),
            ..program(Path::new("/"), "")
        };
        assert_eq!(crate_of(&odd), "b_c_d");
    }

    #[test]
    fn a_library_begins_nowhere() {
        let args = ["-pie", "-L/usr/lib", "/usr/lib/Scrt1.o", "/usr/lib/crti.o"]
            .map(str::to_owned)
            .to_vec();
        let direct = Linker::Direct {
            program: "/lld".into(),
            args,
        };
        let Linker::Direct { args, .. } = for_library(&direct) else {
            panic!("it stays direct")
        };
        assert_eq!(args, ["-L/usr/lib", "/usr/lib/crti.o"]);
    }
}
