//! A failing schedule of the explorer's → a finding that tells it.

use super::blame;
use crate::build::Place;
use crate::finding::{Evidence, Finding};
use crate::observe::explored::{Ask, Done, place};
use crate::observe::{Seen, text};
use crate::story::{self, Fault, Focus, Source, Told};
use crate::verdict::Verdict;
use std::collections::BTreeSet;
use wire::{Cause, Clock, Kind};

/// The clocks in the order in which they are judged: what goes wrong on the exact one needs no further proof.
pub(super) const CLOCKS: [Clock; 2] = [Clock::Exact, Clock::Elastic];

/// Which lines of a schedule are telling, most telling first.
pub(super) type Blame = fn(&wire::Finding) -> Vec<&wire::Place>;

/// The verdict for what goes wrong on this clock.
pub(super) fn verdict(clock: Clock, on_exact: Verdict) -> Verdict {
    match clock {
        Clock::Exact => on_exact,
        // It is right as long as every sleep lasts exactly as long as it says.
        Clock::Elastic => Verdict::SleepSync,
    }
}

/// The first clock on which this search finds something wrong.
pub(super) fn on_each_clock(seen: &Seen, judge: impl Fn(Clock, &Done) -> Vec<Finding>) -> Vec<Finding> {
    CLOCKS
        .into_iter()
        .filter_map(|clock| Some(judge(clock, seen.explored.done(clock)?)))
        .find(|findings| !findings.is_empty())
        .unwrap_or_default()
}

/// The explorer's own findings of one kind, told. `verdict` is that for each cause on the exact clock.
pub(super) fn of_kind(seen: &Seen, kind: Kind, verdict: fn(Cause) -> Verdict, blame: Blame) -> Vec<Finding> {
    on_each_clock(seen, |clock, done| {
        let of_kind = done
            .exploration
            .findings
            .iter()
            .filter(|found| found.kind == kind);
        of_kind
            .map(|it| found(seen, clock, done, it, verdict(it.cause), blame))
            .collect()
    })
}

/// A finding of the explorer's own, told: its headline is the message.
pub(super) fn found(
    seen: &Seen,
    clock: Clock,
    done: &Done,
    found: &wire::Finding,
    on_exact: Verdict,
    blame: Blame,
) -> Finding {
    let told = tell(seen, clock, done, found, Focus::default());
    let message = told.headline.clone();
    Finding {
        places: lines(seen, found, blame),
        found_after: Some(found.found_after),
        ..Finding::new(verdict(clock, on_exact), message)
    }
    .with(Evidence::Schedule { told: Box::new(told) })
}

/// Adds the schedule that `ask` names to a finding, or asks for it. `wrong`: so many schedules end like this one.
pub(super) fn show(
    finding: Finding,
    seen: &Seen,
    clock: Clock,
    done: &Done,
    ask: Ask,
    wrong: u64,
    (blame, fault): (Blame, Fault),
) -> (Finding, Option<Told>) {
    let Some(found) = done.told.get(&ask) else {
        let ask = Some((clock, ask));
        return (Finding { ask, ..finding }, None);
    };
    let mut found = found.clone();
    found.schedules = wrong;
    let places: Vec<wire::Place> = blame(&found).into_iter().cloned().collect();
    let focus = Focus { places, fault };
    let told = tell(seen, clock, done, &found, focus);
    let mut finding = finding.with(Evidence::Schedule {
        told: Box::new(told.clone()),
    });
    finding.places.extend(lines(seen, &found, blame));
    each_line_once(&mut finding.places);
    (finding, Some(told))
}

fn tell(seen: &Seen, clock: Clock, done: &Done, found: &wire::Finding, focus: Focus) -> Told {
    let sources: Vec<Source> = seen
        .sources
        .iter()
        .map(|file| Source {
            path: file.path.clone(),
            text: file.text.clone(),
        })
        .collect();
    story::told(&done.exploration, found, &sources, clock == Clock::Elastic, focus)
}

/// The learner's own lines among those to blame, each once.
fn lines(seen: &Seen, found: &wire::Finding, blame: Blame) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for at in blame(found).into_iter().filter_map(place) {
        let ours = seen.sources.iter().any(|file| file.path == at.file);
        if ours && !places.iter().any(|it| (&it.file, it.line) == (&at.file, at.line)) {
            places.push(at);
        }
    }
    places.truncate(blame::LINES);
    places
}

/// Keeps the first of several places in a line.
pub(super) fn each_line_once(places: &mut Vec<Place>) {
    let mut met = BTreeSet::new();
    places.retain(|place| met.insert((place.file.clone(), place.line)));
}

/// `3 of 20 schedules`, `every schedule`.
pub(super) fn share(wrong: u64, done: &Done) -> String {
    let all = done.exploration.schedules;
    if wrong >= all && done.exploration.complete {
        return "every schedule".to_owned();
    }
    let s = if all == 1 { "" } else { "s" };
    format!("{wrong} of {all} schedule{s}")
}

/// What a schedule printed, cleaned.
pub(super) fn printed(found: &wire::Finding) -> String {
    text(found.stdout.as_bytes())
}
