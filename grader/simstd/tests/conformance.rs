//! std's own behaviour is the specification: every program below `tests/conformance` is run on real std and explored
//! on ours, and both must agree.
//!
//! Lines at the top of a program may say how it is run:
//!
//! - `// outputs: any`: what it prints depends on the schedule; the native run must be among the explored ones;
//! - `// edition: 2021` and so on;
//! - `// stdin: text`, with `\n` for the end of a line, and `// args: one two`;
//! - `// stderr: any`: what it says on standard error is not compared.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::vec::IntoIter;
use support::{Native, Settings};
use wire::{Exploration, Kind, Output, Request};

/// Programs that are compiled and run at once.
const AT_ONCE: usize = 2;
/// Budgets of a test: no conformance program needs anything near it.
const SCHEDULES: u64 = 50_000;
const SECONDS: u64 = 120;

#[test]
fn real_std_and_ours_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(
        files.len() > 20,
        "only {} programs found below {}",
        files.len(),
        root.display()
    );
    if let Some(only) = only() {
        files.retain(|file| file.to_string_lossy().contains(&only));
        assert!(!files.is_empty(), "no program has {only} in its path");
    }
    support::engine();
    let (queue, failures) = (Mutex::new(files.into_iter()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(file) = next(&queue) {
                    if let Err(why) = check(&file) {
                        let name = file.strip_prefix(&root).unwrap_or(&file).display().to_string();
                        failures.lock().expect("nobody panics with it").push((name, why));
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().expect("nobody panics with it");
    failures.sort();
    let mut text = String::new();
    for (name, why) in &failures {
        let _ = writeln!(text, "== {name}: {why}");
    }
    assert!(failures.is_empty(), "{} programs differ\n{text}", failures.len());
}

/// For whoever works on one program: `CONFORMANCE=thread/scope cargo test -p simstd --test conformance`.
#[expect(
    clippy::disallowed_methods,
    reason = "a choice of the person who runs the tests"
)]
fn only() -> Option<String> {
    std::env::var("CONFORMANCE").ok()
}

fn next(queue: &Mutex<IntoIter<PathBuf>>) -> Option<PathBuf> {
    queue.lock().expect("nobody panics with it").next()
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap_or_else(|why| panic!("{}: {why}", dir.display())) {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}

/// What the lines at the top of a program say.
struct Wanted {
    request: Request,
    settings: Settings,
    any_output: bool,
    any_stderr: bool,
}

impl Wanted {
    fn of(text: &str) -> Result<Self, String> {
        let request = Request {
            schedules: SCHEDULES,
            seconds: SECONDS,
            allow_outputs: true,
            ..Request::default()
        };
        let settings = Settings {
            core: text.contains("core::"),
            ..Settings::default()
        };
        let mut wanted = Wanted {
            request,
            settings,
            any_output: false,
            any_stderr: false,
        };
        for line in text.lines().take_while(|line| line.starts_with("//")) {
            match line.trim_start_matches('/').trim().split_once(": ") {
                Some(("outputs", "any")) => wanted.any_output = true,
                Some(("stderr", "any")) => wanted.any_stderr = true,
                Some(("edition", edition)) => wanted.settings.edition = known(edition)?,
                Some(("stdin", input)) => wanted.request.stdin = input.replace("\\n", "\n"),
                Some(("args", args)) => wanted.request.args = args.split(' ').map(str::to_owned).collect(),
                _ => {}
            }
        }
        Ok(wanted)
    }
}

fn known(edition: &str) -> Result<&'static str, String> {
    let editions = ["2015", "2018", "2021", "2024"];
    editions
        .into_iter()
        .find(|it| *it == edition)
        .ok_or_else(|| format!("no edition {edition}"))
}

fn check(file: &Path) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|why| why.to_string())?;
    let wanted = Wanted::of(&text)?;
    let native = support::native(&text, &wanted.request, wanted.settings.edition)
        .map_err(|why| format!("does not compile natively\n{why}"))?;
    let made = support::compile(&text, wanted.settings)
        .map_err(|why| format!("compiles natively, but not against ours\n{why}"))?;
    let explored = made
        .explore(&wanted.request)
        .map_err(|why| format!("cannot be explored: {why}"))?;
    finished(&explored)?;
    if native.exit.is_none() {
        return aborted(&native, &explored);
    }
    let same = |output: &&Output| output.stdout == native.stdout && Some(output.exit) == native.exit;
    let Some(output) = explored.outputs.iter().find(same) else {
        return Err(format!(
            "no schedule gives what it gives natively\n{}",
            told(&native, &explored)
        ));
    };
    if !wanted.any_output && explored.outputs.len() > 1 {
        return Err(format!(
            "{} different outputs\n{}",
            explored.outputs.len(),
            told(&native, &explored)
        ));
    }
    if wanted.any_output || wanted.any_stderr {
        return Ok(());
    }
    let replay = Request {
        replay: Some(output.token.clone()),
        ..wanted.request.clone()
    };
    let replayed = made
        .explore(&replay)?
        .replayed
        .ok_or("its token cannot be replayed")?;
    let stderr = support::panics(&replayed.stderr);
    if same_words(&native.stderr, &stderr) {
        return Ok(());
    }
    Err(format!(
        "standard error differs\n-- native\n{}\n-- explored\n{stderr}",
        native.stderr
    ))
}

/// Natively a signal ended it: no schedule may end otherwise, nor with other text.
fn aborted(native: &Native, explored: &Exploration) -> Result<(), String> {
    match &explored.findings[..] {
        [found]
            if found.kind == Kind::Abort && found.stdout == native.stdout && explored.outputs.is_empty() =>
        {
            Ok(())
        }
        _ => Err(format!(
            "it does not end as it does natively\n{}",
            told(native, explored)
        )),
    }
}

/// Whether both say the same. Where a panic is in std's own source, ours is at the learner's line instead.
fn same_words(native: &str, explored: &str) -> bool {
    let same = |(native, explored): (&str, &str)| match native.split_once(" panicked at /rustc/") {
        Some((who, _)) => explored.split_once(" panicked at ").is_some_and(|it| it.0 == who),
        None => native == explored,
    };
    native.lines().count() == explored.lines().count() && native.lines().zip(explored.lines()).all(same)
}

/// The search must have seen every schedule, and met nothing that is not modelled.
fn finished(explored: &Exploration) -> Result<(), String> {
    if let Some(refused) = &explored.refused {
        return Err(format!(
            "{} at line {} is not modelled",
            refused.item, refused.at.line
        ));
    }
    // Every way to go on from a `try_send` on a rendezvous is not known to the search, and it says so.
    let known = explored.stopped.as_deref() == Some("approximate");
    if !explored.complete && !known {
        return Err(format!(
            "not every schedule was explored: {:?} after {}",
            explored.stopped, explored.schedules
        ));
    }
    Ok(())
}

fn told(native: &Native, explored: &Exploration) -> String {
    let mut text = format!("-- native, exit code {:?}\n{}", native.exit, native.stdout);
    if !native.stderr.is_empty() {
        let _ = write!(text, "-- native, standard error\n{}", native.stderr);
    }
    for output in explored.outputs.iter().take(4) {
        let _ = write!(
            text,
            "-- explored, exit code {}, {} schedules\n{}",
            output.exit, output.schedules, output.stdout
        );
    }
    for finding in explored.findings.iter().take(3) {
        let _ = write!(
            text,
            "-- found: {:?} {:?} {}\n{}",
            finding.kind, finding.cause, finding.message, finding.stderr
        );
    }
    text
}
