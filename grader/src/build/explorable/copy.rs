//! The copy of a program that is compiled for the explorer, in a directory of links to what lies beside the original.

use super::super::SourceFile;
use super::super::cache::write;
use super::super::compile::{files_compiled, option};
use super::super::memory::Memory;
use super::super::package::Program;
use super::super::work::Work;
use super::{Explorable, Made, crate_of};
use crate::fault::{Fault, Kind, Result};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Component, Path, PathBuf};

/// What the explorer calls. It says what `main` came to, as an exit code.
const ENTRY: &str =
    "#[unsafe(no_mangle)] pub extern \"C\" fn __clew_main() -> i32 { ::std::__clew_run(main) }\n";
/// Into how many parts the library is cut: few make one build fast, many leave more to reuse in the next.
const PARTS_AT_ONCE: &str = "-Ccodegen-units=2";
const PARTS_FOR_REUSE: &str = "-Ccodegen-units=32";
/// The most entries of a directory that are linked to.
const ENTRIES: usize = 2_000;

/// Where a program is built: a directory for once, or one that the compiler remembers it by.
#[derive(Debug)]
pub(super) enum Ground {
    Once(Work),
    Again(Memory),
}

/// The copy that is compiled, and where it stands for what.
pub(super) struct Copy {
    pub(super) ground: Ground,
    pub(super) main: PathBuf,
    /// Where the copy is, and what the learner calls that directory.
    pub(super) here: (PathBuf, PathBuf),
    /// The same for the directory above.
    pub(super) above: (PathBuf, PathBuf),
    /// The learner's own text.
    text: String,
}

impl Ground {
    pub(super) fn dir(&self) -> PathBuf {
        match self {
            Ground::Once(work) => work.dir.clone(),
            Ground::Again(memory) => memory.out(),
        }
    }

    pub(super) fn lock(&self) -> Option<&File> {
        match self {
            Ground::Once(_) => None,
            Ground::Again(memory) => Some(memory.lock()),
        }
    }

    pub(super) fn parts(&self, incremental: bool) -> Vec<OsString> {
        match self {
            Ground::Again(memory) if incremental => {
                vec![PARTS_FOR_REUSE.into(), option("-Cincremental=", &memory.state())]
            }
            _ => vec![PARTS_AT_ONCE.into()],
        }
    }

    pub(super) fn forget(&self) {
        if let Ground::Again(memory) = self {
            memory.forget();
        }
    }
}

impl Copy {
    pub(super) fn make(program: &Program, ground: Ground) -> Result<Self> {
        let original = program.dir.join(&program.main);
        let text =
            fs::read_to_string(&original).map_err(|error| Fault::io("cannot read", &original, &error))?;
        let top = ground.dir().join("top");
        let below = original.parent().unwrap_or(Path::new("/"));
        // The name matters to those who write `../src/…`.
        let name = below.file_name().unwrap_or(OsStr::new("root")).to_owned();
        let here = top.join(&name);
        make_directory(&top)?;
        make_directory(&here)?;
        link_all(below, &here, original.file_name())?;
        if let Some(above) = below.canonicalize().ok().as_deref().and_then(Path::parent) {
            // Few look there, so that it is not worth a refusal.
            let _ = link_all(above, &top, Some(&name));
        }
        let main = here.join(original.file_name().unwrap_or(OsStr::new("main.rs")));
        let end = if text.ends_with('\n') { "" } else { "\n" };
        write(&main, format!("{text}{end}{ENTRY}").as_bytes())?;
        let learners = program.main.parent().unwrap_or(Path::new("")).to_owned();
        let above = match learners.components().next_back() {
            Some(Component::Normal(_)) => learners.parent().unwrap_or(Path::new("")).to_owned(),
            _ => learners.join(".."),
        };
        Ok(Copy {
            main,
            here: (here, learners),
            above: (top, above),
            ground,
            text,
        })
    }

    /// What the compiler makes of it, as it names that.
    pub(super) fn library(&self, program: &Program) -> PathBuf {
        self.ground.dir().join(format!("lib{}.so", crate_of(program)))
    }

    /// The files that the compiler took in, as far as it came to tell.
    pub(super) fn files(&self, program: &Program) -> Vec<String> {
        let list = self.ground.dir().join(format!("{}.d", crate_of(program)));
        files_compiled(&list).unwrap_or_default()
    }

    /// The learner's name for a file of the copy, or of anything else that was compiled.
    pub(super) fn learners(&self, file: &Path) -> PathBuf {
        [&self.here, &self.above]
            .into_iter()
            .find_map(|(from, to)| Some(to.join(file.strip_prefix(from).ok()?)))
            .unwrap_or_else(|| file.to_owned())
    }

    pub(super) fn ready(self, program: &Program) -> Made {
        let main = SourceFile {
            path: program.main.to_string_lossy().into_owned(),
            text: self.text.clone(),
        };
        let files = self.files(program);
        let others = files
            .iter()
            .map(Path::new)
            .filter(|file| **file != self.main)
            .filter_map(|file| {
                Some(SourceFile {
                    path: self.learners(file).to_string_lossy().into_owned(),
                    text: fs::read_to_string(file).ok()?,
                })
            });
        let sources = std::iter::once(main).chain(others).collect();
        Made::Ready(Explorable {
            library: self.library(program),
            sources,
            _ground: self.ground,
        })
    }
}

/// Makes a link in `to` for every entry of `from`, hidden ones and `except` apart.
fn link_all(from: &Path, to: &Path, except: Option<&OsStr>) -> Result<()> {
    let from = from
        .canonicalize()
        .map_err(|error| Fault::io("cannot find", from, &error))?;
    let entries = fs::read_dir(&from).map_err(|error| Fault::io("cannot read", &from, &error))?;
    for (count, entry) in entries.flatten().enumerate() {
        if count == ENTRIES {
            return Err(Fault::new(
                Kind::Usage,
                format!("there are more than {ENTRIES} files in {}", from.display()),
            )
            .hint("Put the program into a directory of its own."));
        }
        let name = entry.file_name();
        if Some(name.as_os_str()) != except && !name.as_encoded_bytes().starts_with(b".") {
            let link = to.join(&name);
            symlink(entry.path(), &link).map_err(|error| Fault::io("cannot make the link", &link, &error))?;
        }
    }
    Ok(())
}

fn make_directory(dir: &Path) -> Result<()> {
    fs::create_dir(dir).map_err(|error| Fault::io("cannot make the directory", dir, &error))
}

#[cfg(test)]
mod tests {
    use super::super::super::cache::Cache;
    use super::super::tests::program;
    use super::*;

    #[test]
    fn a_copy_stands_beside_links_and_ends_in_the_entry() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let file = dir.path().join("learner").join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        write("data.txt", "data");
        write("src/main.rs", "mod a; fn main() {}");
        write("src/a.rs", "");
        write("src/.hidden", "");
        let cache = Cache::open(&dir.path().join("cache")).unwrap();
        let program = program(&dir.path().join("learner"), "src/main.rs");
        let copy = Copy::make(&program, Ground::Once(cache.work().unwrap())).unwrap();
        assert_eq!(
            fs::read_to_string(&copy.main).unwrap(),
            format!("mod a; fn main() {{}}\n{ENTRY}")
        );
        let beside = copy.main.with_file_name("a.rs");
        assert!(beside.is_file() && !copy.main.with_file_name(".hidden").exists());
        assert_eq!(fs::read_to_string(copy.above.0.join("data.txt")).unwrap(), "data");
        assert_eq!(copy.learners(&beside), Path::new("src/a.rs"));
        assert_eq!(copy.learners(&copy.above.0.join("x.rs")), Path::new("x.rs"));
        assert_eq!(
            copy.learners(Path::new("/else/where.rs")),
            Path::new("/else/where.rs")
        );
        let gone = copy.ground.dir();
        drop(copy);
        assert!(!gone.exists());
        let original = fs::read_to_string(dir.path().join("learner/src/main.rs")).unwrap();
        assert_eq!(original, "mod a; fn main() {}");
    }

    #[test]
    fn places_above_keep_the_learners_words() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("a/b")).unwrap();
        fs::write(dir.path().join("a/x.rs"), "").unwrap();
        fs::write(dir.path().join("a/b/x.rs"), "").unwrap();
        let cache = Cache::open(&dir.path().join("cache")).unwrap();
        for (from, main, above) in [
            ("a", "x.rs", ".."),
            ("", "a/x.rs", ""),
            ("a/b", "../x.rs", "../.."),
            ("", "a/b/x.rs", "a"),
        ] {
            let copy = Copy::make(
                &program(&dir.path().join(from), main),
                Ground::Once(cache.work().unwrap()),
            )
            .unwrap();
            assert_eq!(copy.above.1, Path::new(above), "{main}");
        }
    }
}
