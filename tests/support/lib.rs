//! What every end-to-end test needs: the built grader in a scrubbed environment, and a course of its own.
#![expect(
    clippy::disallowed_methods,
    reason = "tests start the grader and read where the toolchain is"
)]
#![expect(clippy::missing_panics_doc, reason = "a test that cannot go on panics")]

mod shown;

pub use shown::shown;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

/// The repository that these tests belong to.
#[must_use]
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ lies in the repository")
        .to_owned()
}

/// The grader's executable, built when it is not up to date.
pub fn grader() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let output = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "grader", "--message-format=json"])
            .current_dir(repository())
            .output()
            .expect("cargo starts");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut executables = text.lines().filter_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            Some(PathBuf::from(message.get("executable")?.as_str()?))
        });
        executables.next_back().expect("cargo names the executable")
    })
}

/// A course in a directory of its own, with a cache that all tests share.
pub struct Course {
    dir: TempDir,
}

impl Course {
    /// An empty directory.
    #[must_use]
    pub fn empty() -> Self {
        Course {
            dir: tempfile::tempdir().expect("a temporary directory"),
        }
    }

    /// The course of this repository: every exercise as it is handed out.
    #[must_use]
    pub fn shipped() -> Self {
        let course = Course::empty();
        let from = repository();
        fs::copy(from.join("course.yaml"), course.path("course.yaml")).expect("the course file");
        for dir in ["exercises", "solutions", "tests/submissions"] {
            copy(&from.join(dir), &course.path(dir));
        }
        for exercise in course.exercises() {
            let starter = course.path("solutions").join(&exercise).join("starter/main.rs");
            let main = course.path("exercises").join(&exercise).join("src/main.rs");
            fs::copy(starter, main).expect("a starter beside every solution");
        }
        course
    }

    /// A course with one exercise, `one/only`, that must print `ok`, whose program is this.
    #[must_use]
    pub fn with_program(source: &str) -> Self {
        Course::with("          - output: \"ok\\n\"\n", source)
    }

    /// A course with one exercise, `one/only`, with these lines of course.yaml as checks (and limits), and this
    /// program.
    #[must_use]
    pub fn with(checks: &str, source: &str) -> Self {
        let course = Course::empty();
        course.write("course.yaml", &Course::yaml(checks));
        course.write("exercises/one/only/src/main.rs", source);
        course.write(
            "solutions/one/only/src/main.rs",
            "fn main() {\n    println!(\"ok\");\n}\n",
        );
        course.write("solutions/one/only/starter/main.rs", "fn main() {}\n");
        course
    }

    /// The text of a course file with one exercise; see [`Course::with`].
    #[must_use]
    pub fn yaml(checks: &str) -> String {
        format!(
            "format: 1\ntitle: A test\nchapters:\n  - name: one\n    title: One\n    exercises:\n      - name: only\n        \
             title: The only one\n        points: 10\n        starter: wrong\n        checks:\n{checks}        hints:\n          \
             - when: wrong\n            text: Print it.\n          - text: Use `println!`.\n"
        )
    }

    /// A path in it.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.dir.path().join(relative)
    }

    /// The text of a file in it.
    #[must_use]
    pub fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    /// Writes a file in it, with the directories on the way.
    pub fn write(&self, relative: &str, text: &str) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().expect("a file in the course")).expect("its directory");
        fs::write(&path, text).expect("the file");
    }

    /// Every exercise as `chapter/name`, sorted.
    #[must_use]
    pub fn exercises(&self) -> Vec<String> {
        let mut found = Vec::new();
        for chapter in names(&self.path("solutions")) {
            let exercises = names(&self.path("solutions").join(&chapter));
            found.extend(exercises.into_iter().map(|name| format!("{chapter}/{name}")));
        }
        found
    }

    /// The grader, called in this course with nothing in its environment that could change what it does.
    #[must_use]
    pub fn grader(&self, args: &[&str]) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::from_std(self.std_grader(args));
        command.timeout(std::time::Duration::from_mins(5));
        command
    }

    /// The same for a test that talks to the running grader.
    #[must_use]
    pub fn std_grader(&self, args: &[&str]) -> Command {
        let mut command = Command::new(grader());
        command.args(args).current_dir(self.dir.path()).env_clear();
        for kept in ["PATH", "HOME", "RUSTUP_HOME", "CARGO_HOME", "RUSTUP_TOOLCHAIN"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        command.env("CLEW_CACHE", shared_cache()).env("LANG", "C.UTF-8");
        command
    }

    /// What a call shows: its exit status and both streams, with what differs from run to run blotted out.
    #[must_use]
    pub fn show(&self, args: &[&str]) -> String {
        let output = self.grader(args).output().expect("the grader starts");
        shown(&output, self.dir.path())
    }
}

/// The cache of all tests: programs that several of them build are built once.
fn shared_cache() -> PathBuf {
    let target = grader().ancestors().nth(2).expect("target/debug/grader");
    target.join("tmp/e2e-cache")
}

/// The names in a directory, sorted; none where there is no such directory.
#[must_use]
pub fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Processes that a grader with this process id started to run programs: their environment names a working directory of
/// its runs.
#[must_use]
pub fn runs_of(grader: u32) -> Vec<String> {
    let mark = format!("run-{grader}-").into_bytes();
    let marked = |pid: &String| {
        let environ = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        environ.windows(mark.len()).any(|window| window == mark)
    };
    names(Path::new("/proc"))
        .into_iter()
        .filter(|name| name.parse::<u32>().is_ok())
        .filter(marked)
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for name in names(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a file");
        }
    }
}
