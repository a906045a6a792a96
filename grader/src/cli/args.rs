//! What can be typed.

use crate::report::FORMATS;
use clap::builder::PossibleValue;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const EXIT_CODES: &str = "\
Exit codes:
  0    everything passed
  1    some program did not pass
  2    wrong usage, or an invalid course
  3    the grader's own fault, never a learner's
  130  interrupted";

const EXPLORE: &str = "\
Examples:
  grader explore counter.rs
  grader explore my-crate --format json
  grader explore counter.rs --replay 1:4.1,2.0
  grader explore copy.rs --stdin input.txt -- --fast";

const EXPLORED: &str = "\
Exit codes:
  0    ok: nothing wrong in any schedule that was run
  1    a finding (race, panic, livelock, deadlock, abort), or the program does not compile
  2    wrong usage: no such file, no crate, no schedule of this program
  3    no answer (not explored, inconclusive), or the grader's own fault
  130  interrupted

A schedule's token fits this program, these arguments and this clock. Budgets count schedules,
so that the answer is the same on a slow machine.";

const MUTANTS: &str = "\
Examples:
  grader mutants race-counter
  grader mutants race-counter --all
  grader mutants --format json";

const MUTATED: &str = "\
A mutant is the reference solution with one concurrency mistake: a join removed, a lock released
too early, a notify dropped. A mutant that passes and behaves otherwise than the solution, in the
explorer's eyes, slips through. One that the explorer cannot tell from the solution is equivalent
and not counted. tests/mutants.yaml lists those that may slip through, each with a reason:

  race-counter:
    - {operator: lock-sooner, at: \"START.wait();\", reason: \"the order does not matter here\"}

Exit codes:
  0    nothing slips through but what is accepted
  1    a mutant slips through, a solution does not pass, or an accepted mutant is none any more
  2    wrong usage, or an invalid course
  3    some mutant could not be graded
  130  interrupted";

/// Clew: a course of concurrency exercises, and the grader that decides them.
///
/// Without a command: grade every exercise and show where you stand and what to do next.
#[derive(Debug, Parser)]
#[command(
    name = "grader",
    version,
    styles = STYLES,
    max_term_width = 100,
    after_help = EXIT_CODES,
    after_long_help = format!("{EXIT_CODES}\n\nExamples:\n  cargo run -p grader\n  cargo run -p grader -- check race-counter\n  cargo run -p grader -- hint"),
    disable_help_subcommand = true
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) global: Global,
}

/// Flags that every command takes.
#[derive(Debug, ClapArgs)]
pub(super) struct Global {
    /// The course file; without it, `course.yaml` here or in the nearest directory above
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) course: Option<PathBuf>,
    /// How to write the report
    #[arg(long, global = true, value_name = "FORMAT", default_value = FORMATS[0].name, value_parser = format_values())]
    pub(super) format: String,
    /// When to use colours; `auto` honours `NO_COLOR`
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// How many programs to build at once; without it, one for each processor
    #[arg(long, short, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
    /// Never ask the network for crates
    #[arg(long, global = true)]
    pub(super) offline: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Grade exercises: those named, or the next unfinished one
    #[command(after_help = "Examples:\n  grader check race-counter\n  grader check --all --format json")]
    Check(Check),
    /// Show every exercise and how far you are
    #[command(after_help = "Example:\n  grader list")]
    List,
    /// Show the next exercise to do
    #[command(after_help = "Example:\n  grader next")]
    Next,
    /// Build and run an exercise's program on this terminal, without grading it
    #[command(after_help = "Example:\n  grader run race-counter")]
    Run(One),
    /// Show a hint, the one for your last verdict first; ask again for the next
    #[command(after_help = "Examples:\n  grader hint race-counter\n  grader hint race-counter --all")]
    Hint(Hint),
    /// Run the schedule of a report again, and show every step of it
    #[command(after_help = "Example:\n  grader replay race-counter 1:12.2,14.1")]
    Replay(Replay),
    /// Show the reference solution as a difference from your own program, once it has passed
    #[command(
        after_help = "Examples:\n  grader solution race-counter\n  grader solution race-counter --anyway"
    )]
    Solution(Solution),
    /// Put the starter back, after keeping a copy of your program
    #[command(after_help = "Example:\n  grader reset race-counter")]
    Reset(One),
    /// Audit the course: starters, solutions, wrong submissions, lessons, hints
    #[command(after_help = "Examples:\n  grader verify\n  grader verify race-counter --repeat 20 --load 4")]
    Verify(Verify),
    /// Try the checks on mutants: solutions with one thing wrong on purpose, which the checks should catch
    #[command(after_help = MUTANTS, after_long_help = format!("{MUTANTS}\n\n{MUTATED}"))]
    Mutants(Mutants),
    /// Run any std-only program through every schedule that matters, and show what goes wrong
    #[command(after_help = EXPLORE, after_long_help = format!("{EXPLORE}\n\n{EXPLORED}"))]
    Explore(Explore),
    /// Say what works on this machine, and what to do about the rest
    #[command(after_help = "Example:\n  grader doctor")]
    Doctor,
    /// Print the JSON Schema of course.yaml, for editors
    #[command(after_help = "Example:\n  grader schema > grader/course.schema.json")]
    Schema,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// The exercises
    #[arg(value_name = "EXERCISE")]
    pub(super) exercises: Vec<String>,
    /// Grade every exercise
    #[arg(long, conflicts_with = "exercises")]
    pub(super) all: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct One {
    /// The exercise; without it, the next unfinished one
    #[arg(value_name = "EXERCISE")]
    pub(super) exercise: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Replay {
    /// The exercise
    #[arg(value_name = "EXERCISE")]
    pub(super) exercise: String,
    /// The schedule, as a report names it
    #[arg(value_name = "TOKEN")]
    pub(super) token: String,
    /// Let sleeps last longer than they say, as in the report
    #[arg(long)]
    pub(super) elastic: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Hint {
    #[command(flatten)]
    pub(super) one: One,
    /// Show all of its hints
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Solution {
    #[command(flatten)]
    pub(super) one: One,
    /// Even though the exercise has not passed yet
    #[arg(long)]
    pub(super) anyway: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Verify {
    /// The exercises; without them, all
    #[arg(value_name = "EXERCISE")]
    pub(super) exercises: Vec<String>,
    /// Grade every program this many times and report any verdict that differs
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(super) repeat: u32,
    /// Keep this many busy loops running beside
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=256))]
    pub(super) load: u16,
    /// Write what each wrong submission gets to this file, as a table in Markdown
    #[arg(long, value_name = "FILE", conflicts_with_all = ["exercises", "repeat"])]
    pub(super) table: Option<PathBuf>,
    /// Also demand that every exercise stands as it is handed out
    #[arg(long)]
    pub(super) pristine: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Mutants {
    /// The exercises; without them, all
    #[arg(value_name = "EXERCISE")]
    pub(super) exercises: Vec<String>,
    /// Show every mutant and what became of it, not only those that slip through
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explore {
    /// A Rust file, or the directory of a cargo package without dependencies
    #[arg(value_name = "FILE.rs|CRATE_DIR")]
    pub(super) program: PathBuf,
    /// Schedules at most; without it, as many as the strategy is worth
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) schedules: Option<u64>,
    /// An outer guard in seconds of real time: reaching it is `inconclusive`, never ok
    #[arg(long, value_name = "S", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) seconds: u64,
    /// Seed of the strategies that choose by chance
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) seed: u64,
    /// How to search
    #[arg(long, value_name = "STRATEGY", default_value = "portfolio")]
    pub(super) strategy: Strategy,
    /// How time passes
    #[arg(long, value_name = "CLOCK", default_value = "exact")]
    pub(super) clock: Clock,
    /// Run this one schedule again and show all of it
    #[arg(long, value_name = "TOKEN", conflicts_with_all = ["schedules", "strategy", "seed"])]
    pub(super) replay: Option<String>,
    /// Different outputs in different schedules are no finding
    #[arg(long)]
    pub(super) allow_outputs: bool,
    /// Let condition variables and `park` wake up without being asked to, as std permits
    #[arg(long)]
    pub(super) spurious: bool,
    /// Show every event, not only those that matter
    #[arg(long)]
    pub(super) verbose: bool,
    /// What the program reads from standard input; `-` passes ours on
    #[arg(long, value_name = "FILE")]
    pub(super) stdin: Option<PathBuf>,
    /// Arguments for the program
    #[arg(last = true, value_name = "ARGS")]
    pub(super) args: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Strategy {
    /// Every schedule that matters; past its budget few preemptions, then chance
    Portfolio,
    /// Every schedule that matters, and nothing else
    Dpor,
    /// Every schedule, one by one
    Naive,
    /// Chance: any thread that can go on
    Random,
    /// Chance: priorities that change at few points
    Pct,
    /// Chance: weighted by the operations that a thread has left
    Urw,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Clock {
    /// Time moves only when nothing can run
    Exact,
    /// A sleep may last any longer, a timeout may come at any later moment
    Elastic,
}

/// The formats' names, each with what it is for.
fn format_values() -> clap::builder::PossibleValuesParser {
    FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.help))
        .collect::<Vec<_>>()
        .into()
}
