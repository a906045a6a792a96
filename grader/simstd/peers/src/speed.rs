//! Random schedules a second: ours, with the program unoptimised and optimised, and shuttle's, in turn.

use crate::ours::Engine;
use crate::shuttled;
use crate::table::{markdown, median, rate};
use anyhow::{Result, ensure};
use clap::Args;
use wire::{Request, Strategy};

/// The programs, and about how many schedules of each take shuttle a second.
const PROGRAMS: [(&str, u64); 3] = [
    ("lock_unlock_2x2", 150_000),
    ("lock_unlock_4x10", 25_000),
    ("lock_unlock_8x25", 4_000),
];

/// How to measure.
#[derive(Args)]
pub(crate) struct Settings {
    /// Rounds; each measures everything once.
    #[arg(long, default_value_t = 7)]
    rounds: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rounds: 7 }
    }
}

/// Measures, and prints the table.
pub(crate) fn print(settings: &Settings) -> Result<()> {
    ensure!(settings.rounds > 0, "no rounds, no figures");
    let engine = Engine::build()?;
    let mut rows = Vec::new();
    for (program, schedules) in PROGRAMS {
        let learners = [engine.compile(program, 0)?, engine.compile(program, 3)?];
        let mut ours = [Vec::new(), Vec::new()];
        let mut theirs = Vec::new();
        let mut ratios = [Vec::new(), Vec::new()];
        for round in 0..settings.rounds {
            for (learner, rates) in learners.iter().zip(&mut ours) {
                let request = Request {
                    strategy: Strategy::Random,
                    schedules: 4 * schedules,
                    seed: round,
                    ..Request::default()
                };
                let report = engine.explore(learner, &request)?;
                ensure!(
                    report.findings.is_empty() && report.schedules == 4 * schedules,
                    "{program} is right, and all of its schedules are to be run: {report:?}"
                );
                rates.push(figure(report.schedules) / report.seconds);
            }
            let took = shuttled::random(program, round, usize::try_from(schedules)?)?;
            theirs.push(figure(schedules) / took.as_secs_f64());
            for (ratios, ours) in ratios.iter_mut().zip(&ours) {
                ratios.push(ours[ours.len() - 1] / theirs[theirs.len() - 1]);
            }
        }
        rows.push(vec![
            program.to_owned(),
            rate(median(&ours[0])),
            rate(median(&ours[1])),
            rate(median(&theirs)),
            format!("{:.1}×", median(&ratios[0])),
            format!("{:.1}×", median(&ratios[1])),
        ]);
    }
    let head = [
        "program",
        "ours, opt 0",
        "ours, opt 3",
        "shuttle, opt 3",
        "ratio, opt 0",
        "ratio, opt 3",
    ];
    let heading = format!(
        "Random schedules a second (medians of {} rounds)",
        settings.rounds
    );
    print!("{}", markdown(&heading, &head, &rows));
    Ok(())
}

/// A count as a figure to reckon with.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of schedules are far below 2^52"
)]
pub(crate) fn figure(count: u64) -> f64 {
    count as f64
}
