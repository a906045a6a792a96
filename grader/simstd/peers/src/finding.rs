//! Schedules until the first failure: ours with its default strategy, and the best of shuttle's strategies.

use crate::ours::{self, Engine};
use crate::shuttled::{Strategy, first_failure};
use crate::table::{markdown, median, thousands};
use anyhow::{Context as _, Result, ensure};
use clap::Args;
use std::process::{Command, Stdio};
use wire::Request;

/// How to measure.
#[derive(Args)]
pub(crate) struct Settings {
    /// Seeds that each of shuttle's strategies is tried with.
    #[arg(long, default_value_t = 20)]
    seeds: u64,
    /// Schedules after which a search is given up.
    #[arg(long, default_value_t = 100_000)]
    cap: u64,
    /// Programs of `tests/litmus`; all that are expected to fail when none is named.
    programs: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seeds: 20,
            cap: 100_000,
            programs: Vec::new(),
        }
    }
}

/// One of shuttle's strategies on one program.
#[derive(Args)]
pub(crate) struct Task {
    program: String,
    strategy: String,
    seed: u64,
    cap: usize,
}

impl Task {
    /// Prints the number of schedules and what the failure said; nothing when there was none.
    pub(crate) fn run(&self) -> Result<()> {
        if let Some((schedules, said)) =
            first_failure(&self.program, self.strategy.parse()?, self.seed, self.cap)?
        {
            println!("{schedules} {said}");
        }
        Ok(())
    }
}

/// Measures, and prints the table.
pub(crate) fn print(settings: &Settings) -> Result<()> {
    ensure!(settings.seeds > 0, "no seeds, no figures");
    let engine = Engine::build()?;
    let mut names = settings.programs.clone();
    if names.is_empty() {
        names = failing()?;
    }
    let mut rows = Vec::new();
    for program in &names {
        let ours = our_count(&engine, program, settings.cap)?;
        let mut best = settings.cap + 1;
        let mut columns = Vec::new();
        for strategy in Strategy::ALL {
            // What takes longer than the best one so far need not be known more exactly.
            let cap = settings.cap.min(best);
            let count = median(&their_counts(program, strategy, settings.seeds, cap)?);
            columns.push(shown(count, cap));
            best = best.min(if count > cap { best } else { count });
        }
        let mut row = vec![
            program.clone(),
            shown(ours, settings.cap),
            shown(best, settings.cap),
        ];
        row.push(if ours <= best { "yes" } else { "**no**" }.to_owned());
        row.extend(columns);
        eprintln!("{}", row.join(" "));
        rows.push(row);
    }
    let mut head = vec![
        "program".to_owned(),
        "ours".to_owned(),
        "best of shuttle".to_owned(),
        "as few".to_owned(),
    ];
    head.extend(Strategy::ALL.map(Strategy::name));
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let heading = format!(
        "Schedules until the first failure (shuttle: medians of {} seeds)",
        settings.seeds
    );
    print!("{}", markdown(&heading, &head, &rows));
    Ok(())
}

/// The programs that end in a panic or a deadlock in some schedule, by their own headers. (Shuttle does not compare
/// outputs, so those that merely print different things are left out.)
fn failing() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for program in ours::programs()? {
        let text = ours::source(&program)?;
        let expected = text.lines().find_map(|line| line.strip_prefix("//! Expected: "));
        let expected = expected.with_context(|| format!("{program} does not say what is expected of it"))?;
        if expected.starts_with("panic") || expected.starts_with("deadlock") {
            names.push(program);
        }
    }
    Ok(names)
}

/// A count; `more` when nothing was found within the cap.
fn shown(count: u64, cap: u64) -> String {
    if count > cap {
        format!("> {}", thousands(cap))
    } else {
        thousands(count)
    }
}

/// Every schedule that we began until the first failure, be it redundant or given up; one more than the cap when
/// there was no failure.
fn our_count(engine: &Engine, program: &str, cap: u64) -> Result<u64> {
    let learner = engine.compile(program, 0)?;
    let request = Request {
        schedules: cap,
        first: true,
        ..Request::default()
    };
    let report = engine.explore(&learner, &request)?;
    let found = report.findings.iter().map(|finding| finding.found_after).min();
    Ok(found.unwrap_or(cap + 1))
}

/// Shuttle's counts, one for each seed, in a process of its own, since it fails by a panic with much to say.
fn their_counts(program: &str, strategy: Strategy, seeds: u64, cap: u64) -> Result<Vec<u64>> {
    let mut counts = Vec::new();
    for seed in 0..seeds {
        let output = Command::new(std::env::current_exe()?)
            .args([
                "shuttle",
                program,
                &strategy.name(),
                &seed.to_string(),
                &cap.to_string(),
            ])
            // To draw a stack for nobody to read takes most of the time.
            .env("RUST_BACKTRACE", "0")
            .stderr(Stdio::null())
            .output()?;
        let said = String::from_utf8(output.stdout)?;
        ensure!(
            output.status.success(),
            "shuttle's {} on {program}, seed {seed}: {}",
            strategy.name(),
            output.status
        );
        let count = said.split_whitespace().next().map(str::parse).transpose()?;
        counts.push(count.unwrap_or(cap + 1));
        // The median is beyond the cap, whatever the other seeds give.
        let in_vain = counts.iter().filter(|&&count| count > cap).count() as u64;
        if in_vain * 2 > seeds {
            return Ok(vec![cap + 1]);
        }
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_that_fail_are_known_by_their_headers() {
        let names = failing().unwrap();
        assert!(names.contains(&"abba".to_owned()) && names.contains(&"safe_stack".to_owned()));
        assert!(!names.contains(&"abba_right".to_owned()) && !names.contains(&"iriw".to_owned()));
    }

    #[test]
    fn shuttle_fails_on_a_wrong_program_and_not_on_a_right_one() {
        let found = first_failure("abba", Strategy::Random, 1, 1_000).unwrap();
        assert!(found.is_some_and(|(schedules, said)| schedules > 1 && said.starts_with("deadlock!")));
        assert_eq!(
            first_failure("abba_right", Strategy::Urw, 1, 1_000).unwrap(),
            None
        );
    }
}
