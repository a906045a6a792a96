//! A course with one crate, and a builder for it.

use grader::build::{Built, Cache, Environment, Order, Rustc, Toolchain};
use grader::fault::Result;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The crate's directory in the course.
pub(crate) const DIR: &str = "exercises/threads/the-crate";

pub(crate) struct Course {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) cache: Arc<Cache>,
    pub(crate) toolchain: Toolchain,
    pub(crate) interrupt: Arc<AtomicBool>,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tests stand in for the command line"
)]
pub(crate) fn environment() -> Environment {
    Environment::read(|name| std::env::var_os(name))
}

impl Course {
    /// A course whose crate has this main file.
    pub(crate) fn new(main: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let cache = Arc::new(Cache::open(&dir.path().join("cache")).unwrap());
        let interrupt = Arc::new(AtomicBool::new(false));
        let toolchain = Toolchain::find(&environment(), dir.path(), &cache, &interrupt).unwrap();
        let course = Course {
            dir,
            cache,
            toolchain,
            interrupt,
        };
        course.write(&format!("{DIR}/src/main.rs"), main);
        course
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn main(&self, text: &str) {
        self.write(&format!("{DIR}/src/main.rs"), text);
    }

    pub(crate) fn order(&self) -> Order {
        Order {
            name: "the-crate".to_owned(),
            role: "exercise".to_owned(),
            root: self.dir.path().to_owned(),
            main: Path::new(DIR).join("src/main.rs"),
            dependencies: BTreeMap::new(),
            color: false,
        }
    }

    pub(crate) fn rustc(&self) -> Rustc {
        Rustc::new(
            Arc::new(self.toolchain.clone()),
            Arc::clone(&self.cache),
            Arc::clone(&self.interrupt),
        )
    }

    pub(crate) fn build(&self) -> Result<Built> {
        self.rustc().build(&self.order())
    }

    /// Builds what must be accepted, and gives the program's output.
    #[track_caller]
    pub(crate) fn output(&self) -> String {
        let built = self.build().unwrap();
        run(&built)
    }

    /// How many things of this kind the cache holds.
    pub(crate) fn held(&self, kind: &str) -> usize {
        fs::read_dir(self.path("cache").join(kind)).unwrap().count()
    }
}

/// Runs a program with an empty environment and gives its standard output.
#[track_caller]
#[expect(clippy::disallowed_methods, reason = "the tests run what was built")]
pub(crate) fn run(built: &Built) -> String {
    let program = built
        .program
        .as_ref()
        .unwrap_or_else(|| panic!("{}", shown(built)));
    assert!(program.is_absolute());
    let output = std::process::Command::new(program).env_clear().output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Everything that the compiler said, as it is shown.
pub(crate) fn shown(built: &Built) -> String {
    built
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rendered.as_str())
        .collect()
}
