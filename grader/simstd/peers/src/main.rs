//! Our explorer beside shuttle and loom: the same programs, on one machine, in one run. Prints Markdown.
#![expect(
    clippy::disallowed_methods,
    reason = "a bench reads the clock and starts its rivals"
)]

mod finding;
mod loomed;
mod ours;
mod proofs;
mod shuttled;
mod speed;
mod table;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::time::Duration;

/// Measures our explorer beside shuttle and loom; all three tables when no command is given.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Random schedules a second, ours and shuttle's.
    Speed(speed::Settings),
    /// Every schedule of a program that is right, ours and loom's.
    Proofs(proofs::Settings),
    /// Schedules until the first failure, ours and the best of shuttle's strategies.
    Finding(finding::Settings),
    /// One of shuttle's strategies on one program, in a process of its own.
    #[command(hide = true)]
    Shuttle(finding::Task),
    /// Loom on one program, in a process of its own.
    #[command(hide = true)]
    Loom {
        /// Its name in `tests/litmus`.
        program: String,
        /// When to give up.
        seconds: u64,
    },
}

fn main() -> Result<()> {
    match Args::parse().command {
        Some(Command::Speed(settings)) => speed::print(&settings),
        Some(Command::Proofs(settings)) => proofs::print(&settings),
        Some(Command::Finding(settings)) => finding::print(&settings),
        Some(Command::Shuttle(task)) => task.run(),
        Some(Command::Loom { program, seconds }) => {
            println!("{}", loomed::search(&program, Duration::from_secs(seconds))?);
            Ok(())
        }
        None => {
            speed::print(&speed::Settings::default())?;
            proofs::print(&proofs::Settings::default())?;
            finding::print(&finding::Settings::default())
        }
    }
}
