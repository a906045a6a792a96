//! The word for an exploration, and the exit code that goes with it.

use super::Reason;
use crate::build::Place;
use serde::Serialize;
use wire::{Exploration, Kind};

/// What an exploration came to. For findings, the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing wrong in any schedule that was run, and no limit of ours kept others from being run to their end.
    Ok,
    /// Different schedules give different outputs or exit codes.
    Race,
    /// A panic ends `main`.
    Panic,
    /// Threads are busy for ever without getting on.
    Livelock,
    /// Threads wait for each other, or for something that can never come.
    Deadlock,
    /// The process dies.
    Abort,
    /// A limit of ours was reached before there was an answer.
    Inconclusive,
    /// It uses something that the explorer does not know.
    NotExplored,
    /// The compiler refuses it.
    BuildFailed,
}

impl Outcome {
    /// 0 for a program with nothing wrong, 1 for one with a finding or one that does not compile, 3 where a limit of
    /// ours, or something that we do not know, stands before an answer: unknown is never a pass.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Outcome::Ok => 0,
            Outcome::Inconclusive | Outcome::NotExplored => 3,
            _ => 1,
        }
    }

    /// The word as reports have it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Ok => "ok",
            Outcome::Race => "race",
            Outcome::Panic => "panic",
            Outcome::Livelock => "livelock",
            Outcome::Deadlock => "deadlock",
            Outcome::Abort => "abort",
            Outcome::Inconclusive => "inconclusive",
            Outcome::NotExplored => "not_explored",
            Outcome::BuildFailed => "build_failed",
        }
    }
}

impl From<Kind> for Outcome {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Abort => Outcome::Abort,
            Kind::Deadlock => Outcome::Deadlock,
            Kind::Livelock => Outcome::Livelock,
            Kind::Panic => Outcome::Panic,
            Kind::Race => Outcome::Race,
        }
    }
}

/// Judges what the explorer reported.
pub(super) fn judge(found: &Exploration, allow_outputs: bool) -> (Outcome, Option<Reason>) {
    let reason = |text: String| Reason {
        text,
        ..Reason::default()
    };
    if let Some(refused) = &found.refused {
        let at = Some(&refused.at).filter(|at| at.line > 0).map(|at| Place {
            file: at.file.clone(),
            line: at.line,
            column: Some(at.column),
        });
        let text = format!("{} is not modelled", refused.item);
        return (Outcome::NotExplored, Some(Reason { at, ..reason(text) }));
    }
    // A single schedule has a single output, so what is wrong with a replayed one is never a race.
    let replayed = found
        .replayed
        .iter()
        .map(|finding| finding.kind)
        .filter(|kind| *kind != Kind::Race);
    let kinds = found.findings.iter().map(|finding| finding.kind).chain(replayed);
    let differs = (!allow_outputs && found.outputs.len() > 1).then_some(Kind::Race);
    if let Some(gravest) = kinds.chain(differs).map(Outcome::from).max() {
        return (gravest, None);
    }
    match limit(found) {
        Some(limit) => (Outcome::Inconclusive, Some(reason(limit))),
        None => (Outcome::Ok, None),
    }
}

/// The limit of ours that keeps a search without findings from being an answer. A budget of schedules is none: what
/// was run is told, and is the same on every machine.
fn limit(found: &Exploration) -> Option<String> {
    match found.stopped.as_deref() {
        Some("seconds") => {
            return Some(format!(
                "the time for it was over after {} schedules",
                found.schedules
            ));
        }
        Some("memory") => {
            return Some(format!(
                "memory for the search ran out after {} schedules",
                found.schedules
            ));
        }
        _ => {}
    }
    let count = found.unfinished;
    (count > 0).then(|| {
        let schedules = if count == 1 { "schedule" } else { "schedules" };
        format!("{count} {schedules} did not come to an end within the most operations that are followed")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{Finding, Output, Refused};

    fn with(kinds: &[Kind], outputs: usize, change: impl Fn(&mut Exploration)) -> Exploration {
        let finding = |kind: &Kind| Finding {
            kind: *kind,
            ..Finding::default()
        };
        let mut found = Exploration {
            findings: kinds.iter().map(finding).collect(),
            outputs: vec![Output::default(); outputs],
            ..Exploration::default()
        };
        change(&mut found);
        found
    }

    #[test]
    fn the_gravest_finding_is_the_outcome() {
        for (kinds, outputs, word, code) in [
            (&[][..], 1, "ok", 0),
            (&[], 2, "race", 1),
            (&[Kind::Race], 2, "race", 1),
            (&[Kind::Panic, Kind::Race], 2, "panic", 1),
            (&[Kind::Panic, Kind::Livelock], 1, "livelock", 1),
            (&[Kind::Livelock, Kind::Deadlock], 1, "deadlock", 1),
            (&[Kind::Deadlock, Kind::Abort], 1, "abort", 1),
        ] {
            let (outcome, reason) = judge(&with(kinds, outputs, |_| {}), false);
            assert_eq!((outcome.word(), outcome.exit_code(), reason), (word, code, None));
            assert_eq!(serde_json::to_value(outcome).unwrap(), word);
        }
        assert_eq!(judge(&with(&[], 2, |_| {}), true).0, Outcome::Ok);
    }

    #[test]
    fn a_limit_of_ours_is_no_pass_and_a_finding_outweighs_it() {
        for stopped in ["seconds", "memory"] {
            let cut = |found: &mut Exploration| found.stopped = Some(stopped.to_owned());
            let (outcome, reason) = judge(&with(&[], 1, cut), false);
            assert_eq!((outcome, outcome.exit_code()), (Outcome::Inconclusive, 3));
            assert!(reason.unwrap().text.contains("0 schedules"));
            assert_eq!(judge(&with(&[Kind::Panic], 1, cut), false).0, Outcome::Panic);
        }
        let budget = |found: &mut Exploration| found.stopped = Some("schedules".to_owned());
        assert_eq!(judge(&with(&[], 1, budget), false), (Outcome::Ok, None));
        let endless = |found: &mut Exploration| found.unfinished = 1;
        let (outcome, reason) = judge(&with(&[], 0, endless), false);
        assert_eq!(outcome, Outcome::Inconclusive);
        assert!(reason.unwrap().text.starts_with("1 schedule did not"));
    }

    #[test]
    fn what_is_not_modelled_outweighs_everything() {
        let refused = |found: &mut Exploration| {
            found.refused = Some(Refused {
                item: "std::fs::read".to_owned(),
                at: wire::Place {
                    file: "a.rs".to_owned(),
                    line: 3,
                    column: 5,
                },
            });
        };
        let (outcome, reason) = judge(&with(&[Kind::Abort], 1, refused), false);
        let reason = reason.unwrap();
        assert_eq!((outcome, outcome.exit_code()), (Outcome::NotExplored, 3));
        assert_eq!(reason.text, "std::fs::read is not modelled");
        assert_eq!(reason.at.unwrap().line, 3);
    }

    #[test]
    fn a_replayed_schedule_speaks_for_itself() {
        let replayed = |kind| {
            move |found: &mut Exploration| {
                found.replayed = Some(Finding {
                    kind,
                    ..Finding::default()
                });
            }
        };
        assert_eq!(
            judge(&with(&[], 0, replayed(Kind::Deadlock)), false).0,
            Outcome::Deadlock
        );
        assert_eq!(judge(&with(&[], 1, replayed(Kind::Race)), false).0, Outcome::Ok);
    }
}
