//! Every schedule of a program that is right: ours by optimal reduction, and loom's.

use crate::loomed::Search;
use crate::ours::Engine;
use crate::speed::figure;
use crate::table::{markdown, median, rate, thousands};
use anyhow::{Context as _, Result, ensure};
use clap::Args;
use std::process::{Command, Stdio};
use wire::{Request, Strategy};

/// The programs, with the number of orders in which their lock can be taken: no proof needs fewer schedules.
const PROGRAMS: [(&str, u64); 5] = [
    ("lock_unlock_2x2", 6),
    ("lock_unlock_2x5", 252),
    ("lock_unlock_3x1", 6),
    ("lock_unlock_3x2", 90),
    ("lock_unlock_4x1", 24),
];

/// How to measure.
#[derive(Args)]
pub(crate) struct Settings {
    /// Rounds; each measures everything once.
    #[arg(long, default_value_t = 5)]
    rounds: u64,
    /// Seconds after which loom is told to give up.
    #[arg(long, default_value_t = 20)]
    limit: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rounds: 5, limit: 20 }
    }
}

/// Measures, and prints the table.
pub(crate) fn print(settings: &Settings) -> Result<()> {
    ensure!(settings.rounds > 0, "no rounds, no figures");
    let engine = Engine::build()?;
    let request = Request {
        strategy: Strategy::Dpor,
        ..Request::default()
    };
    let mut rows = Vec::new();
    for (program, least) in PROGRAMS {
        let learner = engine.compile(program, 0)?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let mut report = engine.explore(&learner, &request)?;
        let mut peer = loom(program, settings.limit)?;
        let mut complete = peer.complete;
        // What loom cannot finish is not tried again: its rate is known well enough by then.
        let rounds = if peer.complete { settings.rounds } else { 1 };
        for round in 0..rounds {
            if round > 0 {
                report = engine.explore(&learner, &request)?;
                peer = loom(program, settings.limit)?;
                complete &= peer.complete;
            }
            ensure!(report.complete, "{program} can be proved: {report:?}");
            ours.push(report.seconds);
            theirs.push(peer.seconds);
        }
        let rate_of = |schedules: u64, seconds: f64| figure(schedules) / seconds;
        let our_rate = rate_of(report.schedules + report.redundant, median(&ours));
        let their_rate = rate_of(peer.schedules, median(&theirs));
        let (no_end, more) = if complete {
            ("", "")
        } else {
            (" and no end", "more than ")
        };
        rows.push(vec![
            program.to_owned(),
            thousands(least),
            thousands(report.schedules),
            format!("{}{no_end}", thousands(peer.schedules)),
            format!("{:.2} ms", median(&ours) * 1e3),
            format!("{more}{:.1} ms", median(&theirs) * 1e3),
            rate(our_rate),
            rate(their_rate),
            format!("{:.1}×", our_rate / their_rate),
            format!("{more}{}×", rate(median(&theirs) / median(&ours))),
        ]);
    }
    let head = [
        "program",
        "least possible",
        "our schedules",
        "loom's",
        "our time",
        "loom's",
        "ours a second",
        "loom's",
        "ratio a second",
        "ratio of times",
    ];
    let heading = format!("Proofs (medians of {} rounds)", settings.rounds);
    print!("{}", markdown(&heading, &head, &rows));
    Ok(())
}

/// Loom's search, in a process of its own, so that no search finds the memory of the one before.
fn loom(program: &str, limit: u64) -> Result<Search> {
    let output = Command::new(std::env::current_exe()?)
        .args(["loom", program, &limit.to_string()])
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "loom on {program}: {}", output.status);
    let said = String::from_utf8(output.stdout)?;
    said.trim()
        .parse()
        .with_context(|| format!("loom on {program} said `{said}`"))
}
