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
    /// Also demand that every exercise stands as it is handed out
    #[arg(long)]
    pub(super) pristine: bool,
}

/// The formats' names, each with what it is for.
fn format_values() -> clap::builder::PossibleValuesParser {
    FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.help))
        .collect::<Vec<_>>()
        .into()
}
