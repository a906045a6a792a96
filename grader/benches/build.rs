//! How long builds take beside what a learner would otherwise do. Prints medians of per-round ratios.
//!
//! `cargo bench -p grader --bench build --profile dev` measures the grader as learners run it; a number at the end sets
//! the rounds. Within a round the rivals take turns over the same text, which no round has seen before; whatever is
//! built is also run, and everything that runs must print the same.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench reads the clock, the environment and starts rivals"
)]

use grader::build::{Built, Cache, Environment, Order, Rustc, Toolchain};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

/// A pool of workers; `EDIT…` are the places where rounds differ.
const PROGRAM: &str = include_str!("pool.rs.txt");

/// An edit: what it is called, and what it makes of the program in a round.
type Edit = (&'static str, fn(usize) -> String);

const EDITS: [Edit; 4] = [
    ("a number changed", |round| program(&format!("{round}"), "")),
    ("a line added", |round| {
        program("1", &"println!(\"one more line\");".repeat(round + 1))
    }),
    ("a thread added", |round| {
        program(
            "1",
            &format!("let n = {round}; thread::spawn(move || println!(\"{{n}}\")).join().unwrap();"),
        )
    }),
    ("a channel of a new type", |round| {
        let body = format!(
            "let (tx, rx) = std::sync::mpsc::channel::<[u8; {}]>();",
            round + 1
        );
        program(
            "1",
            &(body + "tx.send([7; _]).unwrap(); println!(\"{:?}\", rx.recv().unwrap());"),
        )
    }),
];

fn program(number: &str, lines: &str) -> String {
    PROGRAM
        .replace("EDIT_NUMBER", number)
        .replace("/* EDIT_LINES */", lines)
}

fn main() {
    let rounds = std::env::args()
        .skip(1)
        .find_map(|arg| arg.parse().ok())
        .unwrap_or(15);
    let bench = Bench::new();
    println!(
        "{} · {rounds} rounds",
        bench.toolchain.version.lines().next().unwrap_or_default()
    );
    bench.fresh(rounds);
    for edit in EDITS {
        bench.warm(edit, rounds);
    }
    bench.refused(rounds);
    bench.overhead(rounds);
    bench.hit(rounds);
    bench.toolchain_again(rounds);
}

struct Bench {
    dir: tempfile::TempDir,
    environment: Environment,
    toolchain: Arc<Toolchain>,
    cache: Arc<Cache>,
    rustc: Rustc,
}

/// One side of a comparison: milliseconds, a round each.
type Times = Vec<f64>;

impl Bench {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let environment = Environment::read(|name| std::env::var_os(name));
        let cache = Arc::new(Cache::open(&dir.path().join("cache")).expect("a cache"));
        let never = Arc::new(AtomicBool::new(false));
        let toolchain = Toolchain::find(&environment, dir.path(), &cache, &never).expect("a toolchain");
        let toolchain = Arc::new(toolchain);
        let rustc = Rustc::new(Arc::clone(&toolchain), Arc::clone(&cache), never);
        // As many members as a small course has, none of which depends on anything.
        let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"m*\"]\n[profile.dev]\ndebug = \"line-tables-only\"\n";
        fs::write(dir.path().join("Cargo.toml"), manifest).expect("a manifest");
        for n in 0..12 {
            let member = dir.path().join(format!("m{n}"));
            fs::create_dir_all(member.join("src")).expect("a member");
            let manifest = format!("[package]\nname = \"m{n}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
            fs::write(member.join("Cargo.toml"), manifest).expect("a manifest");
            fs::write(member.join("src/main.rs"), program("0", "")).expect("a source");
        }
        Bench {
            dir,
            environment,
            toolchain,
            cache,
            rustc,
        }
    }

    fn main_file(&self) -> PathBuf {
        self.dir.path().join("m0/src/main.rs")
    }

    fn write(&self, text: &str) {
        fs::write(self.main_file(), text).expect("a source");
    }

    fn order(&self, role: &str) -> Order {
        Order {
            name: "m0".to_owned(),
            role: role.to_owned(),
            root: self.dir.path().to_owned(),
            main: "m0/src/main.rs".into(),
            dependencies: BTreeMap::new(),
            color: false,
        }
    }

    fn build(&self, role: &str) -> Built {
        self.rustc.build(&self.order(role)).expect("a build")
    }

    /// Builds and runs.
    fn ours(&self, role: &str) -> (f64, String) {
        timed(|| {
            let built = self.build(role);
            assert!(!built.cached, "this text was built before");
            output(&mut Command::new(built.program.expect("a program")))
        })
    }

    /// A program that was never built before, beside the plain call of rustc.
    fn fresh(&self, rounds: usize) {
        let plain = self.dir.path().join("plain");
        let (mut ours, mut plains) = (Times::new(), Times::new());
        for round in 0..rounds {
            self.write(&program(&format!("{round}000"), ""));
            let (time, expected) = timed(|| {
                let mut rustc = Command::new("rustc");
                output(
                    rustc
                        .arg("--edition=2024")
                        .arg(self.main_file())
                        .arg("-o")
                        .arg(&plain),
                );
                output(&mut Command::new(&plain))
            });
            plains.push(time);
            let (time, said) = self.ours(&format!("fresh-{round}"));
            ours.push(time);
            assert_eq!(said, expected);
        }
        compare(
            "fresh: build and run, beside `rustc FILE && ./program`",
            &ours,
            &plains,
        );
    }

    /// An edit of a program that is edited again and again, beside `cargo run`.
    fn warm(&self, (name, edit): Edit, rounds: usize) {
        let role = format!("warm: {name}");
        let cargo = || {
            let mut cargo = Command::new("cargo");
            cargo
                .args(["run", "--quiet", "--offline", "-p", "m0"])
                .current_dir(self.dir.path());
            timed(|| output(&mut cargo))
        };
        // Two builds before the first that counts: from the second on, the compiler has a memory.
        for round in 0..2 {
            self.write(&edit(round));
            cargo();
            self.ours(&role);
        }
        let (mut ours, mut cargos) = (Times::new(), Times::new());
        for round in 2..rounds + 2 {
            self.write(&edit(round));
            let (time, expected) = cargo();
            cargos.push(time);
            let (time, said) = self.ours(&role);
            ours.push(time);
            assert_eq!(said, expected);
        }
        compare(
            &format!("warm, {name}: build and run, beside `cargo run`"),
            &ours,
            &cargos,
        );
    }

    /// A program that does not compile, beside a mere check by the real rustc without its proxy.
    fn refused(&self, rounds: usize) {
        for (name, role) in [
            ("first build", "refused-"),
            ("later build", "warm: a number changed"),
        ] {
            let (mut ours, mut plains) = (Times::new(), Times::new());
            for round in 0..rounds {
                self.write(&program(&format!("{round}0"), "let wrong: u8 = \"\";"));
                let mut rustc = Command::new(&self.toolchain.rustc);
                rustc
                    .args(["--edition=2024", "--emit=metadata", "--crate-type=bin"])
                    .arg(self.main_file());
                rustc
                    .arg("-o")
                    .arg(self.dir.path().join("metadata"))
                    .stderr(Stdio::null());
                let (time, status) = timed(|| rustc.status().expect("rustc"));
                assert!(!status.success());
                plains.push(time);
                let role = if role.ends_with('-') {
                    format!("{role}{round}")
                } else {
                    role.to_owned()
                };
                // The text was refused in the other series; another comment makes it one that was never seen.
                fs::write(
                    self.main_file(),
                    format!(
                        "{}// {role}\n",
                        program(&format!("{round}0"), "let wrong: u8 = \"\";")
                    ),
                )
                .expect("a source");
                let (time, built) = timed(|| self.build(&role));
                assert!(
                    built.program.is_none()
                        && built.diagnostics[0].code.as_deref() == Some("E0308")
                        && !built.cached
                );
                ours.push(time);
            }
            compare(
                &format!("refused, {name}: beside `rustc --emit=metadata`"),
                &ours,
                &plains,
            );
        }
    }

    /// What we add to the compiler's own time: a compiler that refuses everything at once, beside the very same call.
    fn overhead(&self, rounds: usize) {
        let script = self.dir.path().join("rustc");
        let refusal = r#"{"message":"no","code":null,"level":"error","spans":[],"rendered":"error: no\n\n"}"#;
        fs::write(
            &script,
            format!("#!/bin/sh\nprintf '%s\\n' '{refusal}' >&2\nexit 1\n"),
        )
        .expect("a script");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a script");
        let toolchain = Toolchain {
            rustc: script.clone(),
            ..(*self.toolchain).clone()
        };
        let rustc = Rustc::new(Arc::new(toolchain), Arc::clone(&self.cache), Arc::default());
        let times = (0..rounds * 2).map(|round| {
            self.write(&program(&format!("{round}00000"), ""));
            let (alone, status) = timed(|| {
                Command::new(&script)
                    .stderr(Stdio::null())
                    .status()
                    .expect("a script")
            });
            let (with_us, built) = timed(|| rustc.build(&self.order("overhead")).expect("a build"));
            assert!(!status.success() && built.program.is_none() && !built.cached);
            with_us - alone
        });
        report("our own part of a build", times.collect());
    }

    /// A program that was built before.
    fn hit(&self, rounds: usize) {
        self.write(&program("123456", ""));
        self.build("hit");
        let times = (0..rounds * 10).map(|_| {
            let (time, built) = timed(|| self.build("hit"));
            assert!(built.cached);
            time
        });
        report("nothing changed: found in the cache", times.collect());
    }

    /// The toolchain, found before.
    fn toolchain_again(&self, rounds: usize) {
        let times = (0..rounds * 10).map(|_| {
            let find = || {
                Toolchain::find(
                    &self.environment,
                    self.dir.path(),
                    &self.cache,
                    &AtomicBool::new(false),
                )
            };
            let (time, found) = timed(find);
            assert_eq!(found.as_ref(), Ok(&*self.toolchain));
            time
        });
        report("the toolchain, remembered", times.collect());
        let dir = self.dir.path().join("another");
        let times = (0..rounds).map(|_| timed(|| Cache::open(Path::new(&dir)).expect("a cache")).0);
        report("opening a cache", times.collect());
    }
}

/// Milliseconds that `work` takes, and what it gives.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let started = Instant::now();
    let result = work();
    (started.elapsed().as_secs_f64() * 1e3, result)
}

fn output(command: &mut Command) -> String {
    let output = command
        .stdin(Stdio::null())
        .output()
        .expect("a program that starts");
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}

fn median(mut times: Times) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn compare(what: &str, ours: &Times, theirs: &Times) {
    let ratios = ours
        .iter()
        .zip(theirs)
        .map(|(ours, theirs)| ours / theirs)
        .collect();
    let (ratio, ours, theirs) = (median(ratios), median(ours.clone()), median(theirs.clone()));
    println!("{what:<72} {ratio:>5.2}   ({ours:.0} ms / {theirs:.0} ms)");
}

fn report(what: &str, times: Times) {
    let most = times.iter().copied().fold(0.0, f64::max);
    println!("{what:<72} {:>5.2} ms, at most {most:.2} ms", median(times));
}
