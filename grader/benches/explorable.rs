//! What exploring costs: the explorable build of each solution beside its native one, and both verdicts beside the
//! native one alone. Prints medians over the rounds, and ratios within rounds.
//!
//! `cargo bench -p grader --bench explorable --profile dev` measures the grader as learners run it; a number at the
//! end sets the rounds. Within a round the rivals take turns over the same text, which no round has seen before.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench reads the clock and the environment"
)]

use grader::build::{
    Cache, Engine, Environment, Finder, Library, Made, Maker, Order, Program, Rustc, Toolchain, Workshop,
};
use grader::run::{Explored, Explorer, Local, Native};
use sandbox::{Job, Limits, Streams};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use wire::Request;

/// The exercise that is also run and explored.
const VERDICT: &str = "race-counter";

static NEVER: AtomicBool = AtomicBool::new(false);

/// Milliseconds of one round.
#[derive(Clone, Copy)]
struct Round {
    /// A first build by our native builder.
    native: f64,
    /// One with the compiler's memory of the crate, as after every save but the first.
    again: f64,
    /// A first explorable build, and one with the compiler's memory.
    explorable: f64,
    explorable_again: f64,
}

fn main() {
    let rounds = std::env::args()
        .skip(1)
        .find_map(|arg| arg.parse().ok())
        .unwrap_or(15);
    let bench = Bench::new();
    let version = bench.toolchain.version.lines().next().unwrap_or_default();
    println!("{version} · {rounds} rounds · milliseconds, medians");
    let [first, again] = ["first build", "build after an edit"];
    println!("{:<16} {first:>30} {again:>30}", "");
    println!(
        "{:<16} {1:>10} {2:>12} {3:>6} {1:>10} {2:>12} {3:>6}",
        "", "native", "explorable", "ratio"
    );
    let mut all = Vec::new();
    for (name, main) in solutions() {
        let times: Vec<Round> = (0..rounds)
            .map(|round| bench.build(&name, &main, round))
            .collect();
        show(&name, &times);
        all.extend(times);
    }
    show("all", &all);
    bench.verdicts(rounds);
}

/// The solutions of the shipped course: name and main file.
fn solutions() -> Vec<(String, PathBuf)> {
    let root = workspace().join("solutions");
    let below = |dir: &Path| {
        let mut entries: Vec<PathBuf> = fs::read_dir(dir)
            .into_iter()
            .flatten()
            .flatten()
            .map(|it| it.path())
            .collect();
        entries.sort();
        entries
    };
    below(&root)
        .iter()
        .flat_map(|chapter| below(chapter))
        .filter(|dir| dir.join("src/main.rs").is_file())
        .map(|dir| {
            (
                dir.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                dir.join("src/main.rs"),
            )
        })
        .collect()
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("a workspace")
        .to_owned()
}

fn show(name: &str, times: &[Round]) {
    let of = |part: &dyn Fn(&Round) -> f64| median(times.iter().map(part).collect());
    println!(
        "{name:<16} {:>10.1} {:>12.1} {:>6.2} {:>10.1} {:>12.1} {:>6.2}",
        of(&|it| it.native),
        of(&|it| it.explorable),
        of(&|it| it.explorable / it.native),
        of(&|it| it.again),
        of(&|it| it.explorable_again),
        of(&|it| it.explorable_again / it.again),
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let started = Instant::now();
    let done = work();
    (started.elapsed().as_secs_f64() * 1e3, done)
}

struct Bench {
    dir: tempfile::TempDir,
    toolchain: Arc<Toolchain>,
    cache: Arc<Cache>,
    rustc: Rustc,
    engine: Engine,
    environment: Environment,
}

impl Bench {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let environment = Environment::read(|name| std::env::var_os(name));
        // The one beside our own executable, where `grader explore` has its explorer too.
        let exe = std::env::current_exe().expect("our own path");
        let target = exe
            .ancestors()
            .find(|dir| dir.join("CACHEDIR.TAG").exists())
            .expect("cargo's directory");
        let cache = Arc::new(Cache::open(&target.join("clew")).expect("a cache"));
        let toolchain = Toolchain::find(&environment, &workspace(), &cache, &NEVER).expect("a toolchain");
        let engine = Workshop {
            cache: &cache,
            toolchain: &toolchain,
            environment: &environment,
            offline: false,
            interrupt: &NEVER,
        }
        .engine(&workspace(), &|| println!("preparing the explorer, once"))
        .expect("an explorer");
        let toolchain = Arc::new(toolchain);
        let rustc = Rustc::new(
            Arc::clone(&toolchain),
            Arc::clone(&cache),
            Arc::new(AtomicBool::new(false)),
        );
        Bench {
            dir,
            toolchain,
            cache,
            rustc,
            engine,
            environment,
        }
    }

    fn write(&self, name: &str, main: &Path, round: usize) {
        let text = fs::read_to_string(main).expect("a solution");
        let file = self.dir.path().join(name).join("src/main.rs");
        fs::create_dir_all(file.parent().expect("a directory")).expect("a directory");
        // No comment: the compiler must not find that nothing changed.
        fs::write(
            file,
            format!("{text}\npub fn round() -> usize {{\n    {round}\n}}\n"),
        )
        .expect("a source");
    }

    fn order(&self, name: &str, role: String) -> Order {
        Order {
            name: name.to_owned(),
            role,
            root: self.dir.path().to_owned(),
            main: Path::new(name).join("src/main.rs"),
            dependencies: BTreeMap::new(),
            color: false,
        }
    }

    fn native(&self, name: &str, role: String) -> (f64, PathBuf) {
        let (time, built) = timed(|| self.rustc.build(&self.order(name, role)).expect("a build"));
        assert!(!built.cached, "{name} was built before");
        (time, built.program.expect("a solution compiles"))
    }

    fn program(&self, name: &str) -> Program {
        let finder = Finder {
            toolchain: &self.toolchain,
            environment: &self.environment,
            interrupt: &NEVER,
        };
        finder
            .find(&Path::new(name).join("src/main.rs"), self.dir.path())
            .expect("a program")
    }

    fn made(&self, program: &Program) -> (f64, Made) {
        let maker = Maker {
            cache: &self.cache,
            toolchain: &self.toolchain,
            engine: &self.engine,
            color: false,
            ban_unsafe: false,
            interrupt: &NEVER,
        };
        timed(|| maker.make(program).expect("a build"))
    }

    /// One round over one solution. Whoever comes first warms the file system for the others, so all take turns.
    fn build(&self, name: &str, main: &Path, round: usize) -> Round {
        let mut times = Round {
            native: 0.0,
            again: 0.0,
            explorable: 0.0,
            explorable_again: 0.0,
        };
        let role = |of: &str, round: &str| format!("{of}-{}-{round}", std::process::id());
        // Programs are remembered by their place: one that was never seen before has a place of its own.
        let fresh = format!("{name}-{round}");
        for turn in 0..4 {
            let place = if (turn + round) % 4 == 2 { &fresh } else { name };
            // What was built once is not built again, so each gets a number of its own.
            self.write(place, main, round * 4 + turn);
            match (turn + round) % 4 {
                0 => times.native = self.native(name, role("fresh", &round.to_string())).0,
                1 => times.again = self.native(name, role("again", "")).0,
                2 => times.explorable = self.explorable(&fresh),
                _ => times.explorable_again = self.explorable(name),
            }
        }
        times
    }

    /// Milliseconds for an explorable build.
    fn explorable(&self, name: &str) -> f64 {
        let (time, made) = self.made(&self.program(name));
        assert!(matches!(made, Made::Ready(_)), "{name}: {made:?}");
        time
    }

    /// From a saved file to a verdict: the native run alone, and beside an exploration.
    fn verdicts(&self, rounds: usize) {
        let solutions = solutions();
        let (name, main) = solutions
            .iter()
            .find(|(name, _)| name == VERDICT)
            .expect("the course has it");
        let native = Native::new(self.dir.path().to_owned());
        let explorer = Local {
            scratch: self.cache.scratch(),
        };
        let run = |role: String| {
            let (_, program) = self.native(name, role);
            let job = job(program, self.dir.path().to_owned());
            grader::run::Executor::run(&native, &job, Path::new(name), &NEVER).expect("a run");
        };
        let explore = || {
            let (_, made) = self.made(&self.program(name));
            let Made::Ready(ready) = made else {
                panic!("{name}: {made:?}")
            };
            let library = Library {
                path: ready.library.clone(),
                engine: self.engine.clone(),
            };
            let found = explorer
                .explore(&library, &Request::default(), None, &NEVER)
                .expect("a search");
            assert!(matches!(found, Explored::Reported(_)), "{found:?}");
        };
        let (mut alone, mut both, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..rounds {
            self.write(name, main, (rounds + round) * 4);
            let role = |of: &str| format!("{of}-{}-{round}", std::process::id());
            let first = timed(|| run(role("alone"))).0;
            self.write(name, main, (rounds + round) * 4 + 1);
            // Both at once, as the grader does it: they share nothing but the machine.
            let second = timed(|| {
                std::thread::scope(|scope| {
                    scope.spawn(explore);
                    run(role("both"));
                });
            })
            .0;
            ratios.push(second / first);
            alone.push(first);
            both.push(second);
        }
        let (alone, both) = (median(alone), median(both));
        println!(
            "{VERDICT}, save to verdict: native {alone:.1}, native and explored {both:.1}, ratio {:.2}",
            median(ratios)
        );
    }
}

fn job(program: PathBuf, dir: PathBuf) -> Job {
    Job {
        program,
        args: Vec::new(),
        env: Vec::new(),
        dir,
        streams: Streams::Captured { stdin: Vec::new() },
        limits: Limits {
            wall: Duration::from_secs(5),
            memory: 256 << 20,
            output: 64 << 10,
            threads: 64,
            processes: 0,
        },
    }
}
