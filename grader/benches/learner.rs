//! From a save to the verdict, beside other ways to get one: in turn, in one run, the median of the rounds' ratios.
//!
//! `cargo bench -p grader --bench learner --profile dev`. Peers are measured too where they are named:
//! `RUSTLINGS=/path/to/rustlings RUSTLINGS_DIR=/an/initialised/directory` (threads2 with its solution copied over) and
//! `WR=/path/to/wr WR_DIR=/the/directory/of/one/exercise`.
#![expect(
    clippy::disallowed_methods,
    reason = "a bench reads the clock and starts its rivals"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;

/// Something that gives a verdict: a file to edit and a command to run.
struct Rival {
    what: &'static str,
    file: PathBuf,
    command: Vec<String>,
    dir: PathBuf,
}

impl Rival {
    /// Edits the file in a way that changes code, and says how long the verdict took. The verdict must be a pass.
    fn edit_and_run(&self) -> Duration {
        // No two edits are alike, or a cache would have the answer.
        static EDITS: AtomicUsize = AtomicUsize::new(0);
        let round = EDITS.fetch_add(1, Ordering::Relaxed);
        let text = fs::read_to_string(&self.file).expect("the file to edit");
        let kept = text.split("\n// edited").next().unwrap_or_default();
        let edit = format!(
            "{kept}\n// edited\n#[used]\nstatic EDITED: [usize; 2] = [{round}, {}];\n",
            round * 7
        );
        fs::write(&self.file, edit).expect("the edit");
        self.run()
    }

    fn run(&self) -> Duration {
        let start = Instant::now();
        let output = Command::new(&self.command[0])
            .args(&self.command[1..])
            .current_dir(&self.dir)
            .stdin(Stdio::null())
            .output()
            .expect("the rival starts");
        let took = start.elapsed();
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {said}", self.what);
        took
    }
}

fn main() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the repository")
        .to_owned();
    let dir = tempfile::tempdir().expect("a directory");
    let root = dir.path().canonicalize().expect("its real name");
    copy_course(&repository, &root);
    let grader = env!("CARGO_BIN_EXE_grader");
    let check = |what, arguments: &[&str]| Rival {
        what,
        file: root.join("exercises/queues/none-sentinel/src/main.rs"),
        command: [&[grader, "check"], arguments]
            .concat()
            .iter()
            .map(ToString::to_string)
            .collect(),
        dir: root.clone(),
    };
    let ours = check("check", &["none-sentinel"]);
    let cargo = Rival {
        what: "cargo run",
        file: root.join("exercises/queues/none-sentinel/src/main.rs"),
        command: ["cargo", "run", "--quiet", "--offline", "-p", "none-sentinel"]
            .map(str::to_owned)
            .to_vec(),
        dir: root.clone(),
    };
    beside(&ours, &cargo, "≤ .65");
    for (name, goal) in [("RUSTLINGS", "≤ .40"), ("WR", "≤ .40")] {
        match peer(name) {
            Some(peer) => beside(&ours, &peer, goal),
            None => println!("{name}: not named, not measured"),
        }
    }
    nothing_changed(&ours, &root);
    all_at_once(&check("all", &["--all"]), &root, grader);
}

fn copy_course(repository: &Path, root: &Path) {
    fs::copy(repository.join("course.yaml"), root.join("course.yaml")).expect("the course file");
    copy(&repository.join("exercises"), &root.join("exercises"));
    copy(&repository.join("solutions"), &root.join("solutions"));
    for chapter in names(&root.join("solutions")) {
        for exercise in names(&root.join("solutions").join(&chapter)) {
            let part = Path::new(&chapter).join(&exercise);
            let from = root.join("solutions").join(&part).join("src/main.rs");
            fs::copy(from, root.join("exercises").join(&part).join("src/main.rs")).expect("a solution");
        }
    }
    let manifest = "[workspace]\nmembers = [\"exercises/*/*\"]\nresolver = \"3\"\n";
    fs::write(root.join("Cargo.toml"), manifest).expect("a manifest");
}

fn peer(name: &str) -> Option<Rival> {
    let program = std::env::var(name).ok()?;
    let dir = PathBuf::from(std::env::var(format!("{name}_DIR")).ok()?);
    Some(match name {
        "RUSTLINGS" => Rival {
            what: "rustlings",
            file: dir.join("exercises/20_threads/threads2.rs"),
            command: vec![program, "run".to_owned(), "threads2".to_owned()],
            dir,
        },
        _ => Rival {
            what: "wr",
            file: dir.join("src/lib.rs"),
            command: vec![program, "check".to_owned()],
            dir,
        },
    })
}

/// Edit → verdict, ours and the rival's in turn.
fn beside(ours: &Rival, rival: &Rival, goal: &str) {
    // The first builds fill caches and incremental state, as a learner's first saves do.
    for _ in 0..3 {
        ours.edit_and_run();
        rival.edit_and_run();
    }
    let rounds: Vec<(Duration, Duration)> = (0..ROUNDS)
        .map(|_| (ours.edit_and_run(), rival.edit_and_run()))
        .collect();
    let ratio = median(
        rounds
            .iter()
            .map(|(one, other)| one.as_secs_f64() / other.as_secs_f64()),
    );
    let one = median(rounds.iter().map(|(one, _)| one.as_secs_f64()));
    let other = median(rounds.iter().map(|(_, other)| other.as_secs_f64()));
    println!(
        "save → verdict beside {}: {ratio:.2} ({:.0} ms / {:.0} ms), goal {goal}",
        rival.what,
        one * 1e3,
        other * 1e3
    );
}

/// The same sources again: what the grader adds to the run itself.
fn nothing_changed(ours: &Rival, root: &Path) {
    ours.run();
    let report = Command::new(&ours.command[0])
        .args(["check", "none-sentinel", "--format", "json"])
        .current_dir(root)
        .output();
    let report: serde_json::Value = serde_json::from_slice(&report.expect("a report").stdout).expect("JSON");
    let run = report["exercises"][0]["run_seconds"]
        .as_f64()
        .expect("the run's time");
    let start = Rival {
        what: "start",
        command: vec![ours.command[0].clone(), "--version".to_owned()],
        file: PathBuf::new(),
        dir: root.to_owned(),
    };
    let whole = median((0..ROUNDS).map(|_| ours.run().as_secs_f64()));
    let bare = median((0..ROUNDS).map(|_| start.run().as_secs_f64()));
    println!(
        "nothing changed: {:.1} ms in all, {:.1} ms beside the run, goal ≤ 60 ms",
        whole * 1e3,
        (whole - run) * 1e3
    );
    println!(
        "of those, starting the grader's process: {:.1} ms; the rest: {:.1} ms, goal ≤ 5 ms",
        bare * 1e3,
        (whole - run - bare) * 1e3
    );
}

/// Six solutions together beside the sum of the six alone, both from the cache.
fn all_at_once(all: &Rival, root: &Path, grader: &str) {
    all.run();
    let alone: Vec<Rival> = names(&root.join("solutions"))
        .into_iter()
        .flat_map(|chapter| names(&root.join("solutions").join(chapter)))
        .map(|name| Rival {
            what: "one",
            file: PathBuf::new(),
            command: vec![grader.to_owned(), "check".to_owned(), name],
            dir: root.to_owned(),
        })
        .collect();
    let ratio = median((0..3).map(|_| {
        let parts: f64 = alone.iter().map(|one| one.run().as_secs_f64()).sum();
        all.run().as_secs_f64() / parts
    }));
    println!(
        "{} solutions together beside the sum of each alone: {ratio:.2}, goal ≤ .7",
        alone.len()
    );
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir)
        .expect("a directory")
        .flatten()
        .filter(|entry| entry.path().is_dir());
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a directory").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}
