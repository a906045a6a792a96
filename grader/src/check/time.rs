//! Time bounds: strict at the lower end, generous at the upper one, since a wall clock can only overstate.

use super::{Check, Kind, Problem, blame, shown};
use crate::course::read_all;
use crate::course::units::Time as Bound;
use crate::finding::Finding;
use crate::observe::explored::{Ask, Like};
use crate::observe::{Observation, Seen};
use crate::story::Fault;
use crate::verdict::Verdict;
use sandbox::Ending;
use schemars::JsonSchema;
use serde::Deserialize;
use std::time::Duration;
use wire::{Clock, Extreme};

/// How time bounds are written in the course file.
pub const KIND: Kind = Kind {
    key: "time",
    read: |value, _| {
        let written: Written = read_all(value)?;
        let (at_least, at_most) = (written.at_least.map(|d| d.0), written.at_most.map(|d| d.0));
        match (at_least, at_most) {
            (None, None) => Err(vec![Problem::at(
                &[],
                "a time check without a bound",
                "Give `at_least`, `at_most` or both, as in `time: {at_most: 1s}`.",
            )]),
            (Some(least), Some(most)) if least > most => Err(vec![Problem::at(
                &["at_least"],
                "`at_least` is more than `at_most`",
                "Swap the two, or drop one.",
            )]),
            _ => Ok(Box::new(Time { at_least, at_most })),
        }
    },
    schema: |generator| generator.subschema_for::<Written>(),
};

/// How long the program must and may take.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Time")]
struct Written {
    /// It cannot have done its work in less: exact, since no sleep ever ends early.
    at_least: Option<Bound>,
    /// It takes no longer than this. Exact where time is virtual; on a wall clock a run fails only when it took
    /// more than twice as long and a quarter of a second on top, not counting time in which the machine stood still.
    at_most: Option<Bound>,
}

/// The program takes as long as it should.
#[derive(Debug)]
pub struct Time {
    /// The least it can take.
    pub at_least: Option<Duration>,
    /// The most it may take.
    pub at_most: Option<Duration>,
}

/// A run that is right can be late on a loaded machine by this much beyond twice its bound.
const GRACE: Duration = Duration::from_millis(250);

/// Threads that take turns are at work for as long as the run lasts, and a little longer where one is just starting the
/// next one; two that overlap all the time, for twice as long.
const ONE_AT_A_TIME: f64 = 1.25;

impl Check for Time {
    fn key(&self) -> &'static str {
        KIND.key
    }

    fn asks(&self) -> String {
        let bound =
            |word: &str, bound: Option<Duration>| bound.map(|bound| format!("{word} {}", seconds(bound)));
        let bounds: Vec<_> = [bound("at least", self.at_least), bound("at most", self.at_most)]
            .into_iter()
            .flatten()
            .collect();
        format!("takes {}", bounds.join(" and "))
    }

    fn verdicts(&self) -> Vec<Verdict> {
        let early = self.at_least.map(|_| Verdict::Early);
        let late = self.at_most.map(|_| [Verdict::Serial, Verdict::Slow]);
        early.into_iter().chain(late.into_iter().flatten()).collect()
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let explored = self.explored(seen);
        if !explored.is_empty() {
            return explored;
        }
        let Some(run) = &seen.run else { return Vec::new() };
        // How long a run took that somebody had to end says nothing.
        if !matches!(run.ending, Ending::Exited(_)) {
            return Vec::new();
        }
        let early = self
            .at_least
            .filter(|least| run.elapsed < *least)
            .map(|least| too_early(run, least));
        let late = self
            .at_most
            .filter(|most| run.elapsed.saturating_sub(run.stalled) > *most * 2 + GRACE)
            .map(|most| too_late(run, most));
        early.into_iter().chain(late).collect()
    }
}

impl Time {
    /// What the explorer found: its clock is exact, and its sleeps cost nothing.
    fn explored(&self, seen: &Seen) -> Vec<Finding> {
        let Some(done) = seen.explored.done(Clock::Exact) else {
            return Vec::new();
        };
        let Some(ends) = &done.exploration.extremes else {
            return Vec::new();
        };
        let (fastest, slowest) = (&ends.fastest, &ends.slowest);
        let early = self.at_least.filter(|least| time(fastest) < *least).map(|least| {
            let message = format!(
                "ends after {}; its work takes at least {}",
                exact(time(fastest)),
                exact(least)
            );
            let finding = Finding::new(Verdict::Early, message);
            shown::show(
                finding,
                seen,
                Clock::Exact,
                done,
                schedule(fastest),
                1,
                (blame::unfinished, Fault::Early),
            )
            .0
        });
        let late = self.at_most.filter(|most| time(slowest) > *most).map(|most| {
            let times = format!("takes {} where {} is enough", exact(time(slowest)), exact(most));
            let ask = schedule(slowest);
            // A pause of `main` when nobody is at work is no work either.
            let alone = done
                .told
                .get(&ask)
                .map(blame::asleep)
                .is_some_and(|(asleep, needless)| {
                    let work = Duration::from_nanos(asleep - needless);
                    let rest = time(slowest).saturating_sub(Duration::from_nanos(needless));
                    !work.is_zero() && work <= rest.mul_f64(ONE_AT_A_TIME)
                });
            let finding = if alone {
                Finding::new(Verdict::Serial, format!("{times}: its work does not overlap"))
            } else {
                Finding::new(Verdict::Slow, times)
            };
            shown::show(
                finding,
                seen,
                Clock::Exact,
                done,
                ask,
                1,
                (blame::waits, Fault::Late),
            )
            .0
        });
        early.into_iter().chain(late).collect()
    }
}

/// A makespan.
fn time(end: &Extreme) -> Duration {
    Duration::from_nanos(end.value)
}

/// That very schedule.
fn schedule(end: &Extreme) -> Ask {
    Ask {
        token: end.token.clone(),
        like: Like::Makespan,
    }
}

fn too_early(run: &Observation, least: Duration) -> Finding {
    let message = format!(
        "ended after {}; its work takes at least {}",
        seconds(run.elapsed),
        seconds(least)
    );
    Finding::new(Verdict::Early, message)
}

fn too_late(run: &Observation, most: Duration) -> Finding {
    let times = format!("took {} where {} is enough", seconds(run.elapsed), seconds(most));
    if run.work <= run.elapsed.mul_f64(ONE_AT_A_TIME) {
        Finding::new(Verdict::Serial, format!("{times}: its work did not overlap"))
    } else {
        Finding::new(Verdict::Slow, times)
    }
}

/// Virtual time, which is not rounded: `0.9 s`, `30 ms`.
fn exact(time: Duration) -> String {
    if !time.is_zero() && time < Duration::from_millis(100) {
        return format!("{} ms", time.as_millis());
    }
    let text = format!("{:.3}", time.as_secs_f64());
    format!("{} s", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Time as the reports write it: milliseconds below one tenth of a second, seconds above.
pub(crate) fn seconds(time: Duration) -> String {
    if time < Duration::from_millis(100) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests_support::{ended, exited, seen};

    fn took(millis: u64, at_work: u32) -> Seen {
        let elapsed = Duration::from_millis(millis);
        seen(Observation {
            elapsed,
            work: elapsed * at_work,
            ..exited(0)
        })
    }

    #[test]
    fn the_lower_bound_is_strict_and_the_upper_one_generous() {
        let bounds = Time {
            at_least: Some(Duration::from_secs(1)),
            at_most: Some(Duration::from_secs(1)),
        };
        let cases = [
            (2, 1, Some(Verdict::Early)),
            (999, 5, Some(Verdict::Early)),
            (1_000, 5, None),
            (2_250, 5, None),
            (2_251, 5, Some(Verdict::Slow)),
            (5_003, 1, Some(Verdict::Serial)),
        ];
        for (millis, at_work, verdict) in cases {
            let found = bounds
                .judge(&took(millis, at_work))
                .first()
                .map(|finding| finding.verdict);
            assert_eq!(found, verdict, "{millis} ms, {at_work} at work");
        }
    }

    #[test]
    fn a_machine_that_stood_still_makes_nothing_late_and_nothing_early() {
        let bounds = Time {
            at_least: Some(Duration::from_secs(1)),
            at_most: Some(Duration::from_secs(1)),
        };
        let stalled = Observation {
            elapsed: Duration::from_secs(9),
            stalled: Duration::from_millis(8_500),
            ..exited(0)
        };
        assert!(bounds.judge(&seen(stalled)).is_empty());
    }

    #[test]
    fn serial_names_both_times() {
        let bounds = Time {
            at_least: None,
            at_most: Some(Duration::from_secs(1)),
        };
        assert_eq!(
            bounds.judge(&took(5_003, 1))[0].message,
            "took 5.00 s where 1.00 s is enough: its work did not overlap"
        );
    }

    #[test]
    fn a_run_that_was_ended_has_no_time() {
        let bounds = Time {
            at_least: Some(Duration::from_secs(1)),
            at_most: None,
        };
        assert!(bounds.judge(&seen(ended(Ending::Stuck))).is_empty());
    }
}
