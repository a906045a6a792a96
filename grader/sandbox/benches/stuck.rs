//! Are the stuck found out soon, are the healthy left alone, and what does watching cost?
//!
//! `cargo bench -p sandbox --bench stuck` (about three minutes), `-- --quick` for a glimpse of it. Four busy loops
//! run beside the first two parts. The exit status says whether every goal was met.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench measures time, and compares with plain processes"
)]

use sandbox::{Ending, Job, Limits, RawRun, Streams, run};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const SUBJECT: &str = env!("CARGO_BIN_EXE_sandbox-subject");
const BUSY_LOOPS: usize = 4;
const WATCHERS: usize = 4;

/// Goals: the median and the worst time from getting stuck to the verdict, and our overhead over a plain start.
const MEDIAN: Duration = Duration::from_millis(5);
const WORST: Duration = Duration::from_millis(50);
const OVERHEAD: Duration = Duration::from_millis(5);

const STUCK: [&str; 10] = [
    "stuck-mutex",
    "stuck-self-lock",
    "stuck-recv",
    "stuck-condvar",
    "stuck-park",
    "stuck-scope",
    "stuck-many",
    "stuck-pipes",
    "stuck-child",
    "stuck-late",
];

const HEALTHY: [&str; 8] = [
    "sleep 6",
    "timed-wait 6",
    "hand-over 400",
    "slow-pipe 8",
    "slow-child 5",
    "compute 4",
    "short-threads 60",
    "short-children 4",
];

/// How much of each part is done.
struct Amount {
    stuck: usize,
    healthy: usize,
    starts: usize,
}

fn main() -> ExitCode {
    let quick = std::env::args().any(|arg| arg == "--quick");
    let amount = if quick {
        Amount {
            stuck: 30,
            healthy: 600,
            starts: 100,
        }
    } else {
        Amount {
            stuck: 100,
            healthy: 10_000,
            starts: 400,
        }
    };
    println!(
        "user {}, {BUSY_LOOPS} busy loops beside",
        rustix::process::getuid().as_raw()
    );
    let good = {
        let _beside = BusyLoops::start();
        let stuck = found_out(amount.stuck);
        left_alone(amount.healthy) && stuck
    };
    println!("without them");
    let idle = found_out(amount.stuck);
    let cheap = cost(amount.starts);
    if good && idle && cheap {
        return ExitCode::SUCCESS;
    }
    println!("some goal was missed");
    ExitCode::FAILURE
}

/// Processes that take all the processor time that they can get, until dropped.
struct BusyLoops(Vec<Child>);

impl BusyLoops {
    fn start() -> Self {
        let busy = || {
            Command::new(SUBJECT)
                .arg("busy")
                .spawn()
                .expect("the subject can be started")
        };
        BusyLoops((0..BUSY_LOOPS).map(|_| busy()).collect())
    }
}

impl Drop for BusyLoops {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // Nothing is to be done about one that cannot be ended.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn job(program: &str, words: &str) -> Job {
    Job {
        program: program.into(),
        args: words.split_ascii_whitespace().map(Into::into).collect(),
        env: Vec::new(),
        dir: "/".into(),
        streams: Streams::Captured { stdin: Vec::new() },
        limits: Limits {
            wall: Duration::from_secs(20),
            memory: 256 << 20,
            output: 64 << 10,
            threads: 64,
            processes: 8,
        },
    }
}

fn watched(job: &Job) -> RawRun {
    run(job, &AtomicBool::new(false)).unwrap_or_else(|error| panic!("{error}: {}", error.source))
}

/// The time of the clock by which the subject marks that it is about to get stuck.
fn monotonic() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    Duration::try_from(now).expect("the clock does not run backwards")
}

/// Runs programs that get stuck, and measures the time to the verdict and to the return of `run`, by when
/// everything is described and gone.
fn found_out(count: usize) -> bool {
    let (mut verdicts, mut returns) = (Vec::new(), Vec::new());
    for words in STUCK.iter().cycle().take(count) {
        let start = monotonic();
        let raw = watched(&job(SUBJECT, words));
        let returned = monotonic();
        if raw.ending != Ending::Stuck {
            println!("NOT FOUND OUT: {words}: {raw:?}");
            continue;
        }
        let marks = String::from_utf8_lossy(&raw.stdout.bytes).into_owned();
        let last = marks
            .lines()
            .filter_map(|line| line.parse().ok())
            .max()
            .map(Duration::from_nanos);
        let last = last.expect("whoever gets stuck says so before");
        verdicts.push((start + raw.elapsed).saturating_sub(last));
        returns.push(returned.saturating_sub(last));
    }
    let found = verdicts.len();
    let (median, worst) = (percentile(&mut verdicts, 50), percentile(&mut verdicts, 100));
    println!("stuck: {found} of {count} found out");
    println!(
        "  to the verdict: median {median:.2?}, 9 of 10 {:.2?}, worst {worst:.2?}",
        percentile(&mut verdicts, 90)
    );
    let (half, all) = (percentile(&mut returns, 50), percentile(&mut returns, 100));
    println!("  to the end of everything: median {half:.2?}, worst {all:.2?}");
    found == count && median <= MEDIAN && worst <= WORST
}

/// Runs healthy programs, several at a time, and counts those that were called anything else.
fn left_alone(count: usize) -> bool {
    let (next, wrong, suspected) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..WATCHERS {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let raw = watched(&job(SUBJECT, HEALTHY[number % HEALTHY.len()]));
                    if raw.ending != Ending::Exited(0) {
                        println!("WRONG: {}: {raw:?}", HEALTHY[number % HEALTHY.len()]);
                        wrong.fetch_add(1, Ordering::Relaxed);
                    }
                    suspected.fetch_add(usize::from(raw.ending == Ending::Stuck), Ordering::Relaxed);
                }
            });
        }
    });
    let (wrong, suspected) = (wrong.into_inner(), suspected.into_inner());
    println!(
        "healthy: {suspected} of {count} called stuck, {wrong} called anything else, in {:.0?}",
        start.elapsed()
    );
    wrong == 0
}

/// Compares runs of a program that does nothing with plain starts of it, in turn.
fn cost(count: usize) -> bool {
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    let nothing = job("/bin/true", "");
    for _ in 0..count {
        let start = Instant::now();
        let mut child = Command::new("/bin/true")
            .stdin(Stdio::null())
            .spawn()
            .expect("it can be started");
        assert!(child.wait().expect("it is ours").success());
        plain.push(start.elapsed());
        let start = Instant::now();
        assert_eq!(watched(&nothing).ending, Ending::Exited(0));
        ours.push(start.elapsed());
    }
    let (ours_median, plain_median) = (percentile(&mut ours, 50), percentile(&mut plain, 50));
    let over = ours_median.saturating_sub(plain_median);
    println!(
        "a program that does nothing: {ours_median:.2?} beside {plain_median:.2?} plain: {over:.2?} over"
    );
    over <= OVERHEAD
}

/// The smallest time that so many per cent do not exceed.
fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let rank = (times.len() * percent).div_ceil(100);
    times
        .get(rank.saturating_sub(1))
        .copied()
        .unwrap_or(Duration::MAX)
}
