//! The litmus programs under loom.

use anyhow::{Context as _, Result};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

mod programs {
    //! Made by the build script.
    include!(concat!(env!("OUT_DIR"), "/loom.rs"));
}

/// What became of an exhaustive search.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Search {
    /// Schedules run.
    pub(crate) schedules: u64,
    /// Time taken.
    pub(crate) seconds: f64,
    /// Whether the search came to its end.
    pub(crate) complete: bool,
}

impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.schedules, self.seconds, self.complete)
    }
}

impl FromStr for Search {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut words = text.split_whitespace();
        let mut next = || words.next().context("three figures");
        Ok(Self {
            schedules: next()?.parse()?,
            seconds: next()?.parse()?,
            complete: next()?.parse()?,
        })
    }
}

/// Searches all of a right program, as far as `limit` allows.
pub(crate) fn search(name: &str, limit: Duration) -> Result<Search> {
    let found = programs::PROGRAMS.iter().find(|(known, _)| *known == name);
    let main = found
        .map(|(_, main)| *main)
        .with_context(|| format!("{name} is not made for loom"))?;
    let schedules = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&schedules);
    let mut model = loom::model::Builder::new();
    model.preemption_bound = None;
    model.max_duration = Some(limit);
    // The limit is only looked at when a checkpoint would be due.
    model.checkpoint_interval = 1_000;
    let start = Instant::now();
    model.check(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        main();
    });
    let took = start.elapsed();
    Ok(Search {
        schedules: schedules.load(Ordering::Relaxed),
        seconds: took.as_secs_f64(),
        complete: took < limit,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_threads_that_lock_twice_are_searched_to_the_end() {
        let search = search("lock_unlock_2x2", Duration::from_mins(1)).unwrap();
        assert!(search.complete && search.schedules >= 6, "{search}");
        assert_eq!(search.to_string().parse::<Search>().unwrap(), search);
    }
}
