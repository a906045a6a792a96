//! What the checks of an exercise can find at all: a verdict that none of them comes to would never be seen, and a check
//! that nothing lets judge would never object.

use super::problem::{At, Unplaced};
use super::validate::Validator;
use crate::check::{self, Check, Searches, Step};
use crate::verdict::Verdict;

/// Checks that judge nothing but schedules.
const EXPLORED: [&str; 2] = [check::overlap::KIND.key, check::elastic::KIND.key];

/// A verdict that an author expects, and where.
pub(super) struct Expected {
    pub(super) verdict: Verdict,
    pub(super) path: Vec<Step>,
}

/// Finds the expectations that these checks cannot meet, and those checks that cannot judge. `at`: the list of checks.
pub(super) fn check(
    validator: &mut Validator<'_>,
    at: &At<'_>,
    checks: &[Box<dyn Check>],
    expected: Vec<Expected>,
) {
    let searches = Searches::of(checks.iter().map(AsRef::as_ref));
    for (index, check) in checks.iter().enumerate() {
        if EXPLORED.contains(&check.key()) && searches.exact.is_none() {
            let mut path = at.item(index).path();
            path.push(Step::Name(check.key().to_owned()));
            let message = format!("'{}' without 'schedules': no schedule is run", check.key());
            let remedy = "Add `- schedules: every` to the checks of this exercise.";
            validator.add(Unplaced::new(path, message, remedy));
        }
    }
    for Expected { verdict, path } in expected {
        if !possible(verdict, checks, searches) {
            let word = verdict.word().to_ascii_lowercase();
            let message = format!("no check of this exercise can find '{word}'");
            validator.add(Unplaced::new(path, message, remedy(verdict)));
        }
    }
}

/// Whether some check can come to this verdict.
fn possible(verdict: Verdict, checks: &[Box<dyn Check>], searches: Searches) -> bool {
    let explored = match verdict {
        Verdict::Race | Verdict::LostWakeup | Verdict::Livelock => searches.exact.is_some(),
        Verdict::SleepSync => searches.elastic,
        _ => true,
    };
    let always = check::always();
    let mut all = checks.iter().chain(&always);
    explored && all.any(|check| check.verdicts().contains(&verdict))
}

/// What would find it.
fn remedy(verdict: Verdict) -> String {
    let example = match verdict {
        Verdict::Race | Verdict::LostWakeup | Verdict::Livelock => "schedules: every",
        Verdict::SleepSync => "elastic: true",
        Verdict::Early => "time: {at_least: 1s}",
        Verdict::Serial | Verdict::Slow => "time: {at_most: 1s}",
        Verdict::Wrong => "output: …",
        Verdict::Unjoined => "no: [unjoined-threads]",
        _ => return "Name another verdict: no kind of check finds this one yet.".to_owned(),
    };
    format!("Add a check that finds it, such as `{example}`, or name another verdict.")
}
