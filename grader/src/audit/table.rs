//! The wrong submissions of a course as a table: the verdict of each, the line that it names, and how many schedules it
//! took to find the first that shows it.

use super::{Audited, Problem};
use crate::course::Course;
use crate::finding::Finding;
use crate::plan::Subject;
use crate::story::thousands;
use crate::verdict::Verdict;
use std::fmt::Write as _;
use std::path::Path;

/// Where a course keeps its table, below its root.
pub const FILE: &str = "tests/submissions/README.md";

/// No line is named.
const NO_LINE: &str = "–";

/// The head of the table.
const HEAD: &str = "\
# The wrong submissions

Programs that learners really write, each with one fault, and what the grader says of them. *Schedules* is how many were run
until the first one that shows the fault: 1 means that it shows in the very first; *all* that it is told from all of them,
as how long the slowest takes; *none* that the source or a plain run says it. Written by `grader verify --table`.

| exercise | submission | verdict | line | schedules |
|---|---|---|--:|--:|
";

/// What it took to find a fault, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Effort {
    /// So many schedules, the last of which shows it.
    First(u64),
    /// Every one that was run.
    All(u64),
    /// No schedule.
    None,
}

/// The table, in the order of the course. `audited`: one round.
#[must_use]
pub fn table(course: &Course, audited: &[Audited<'_>]) -> String {
    let mut text = HEAD.to_owned();
    let mut efforts = Vec::new();
    let mut verdicts: Vec<Verdict> = Vec::new();
    let mut exercises = 0;
    for exercise in course.exercises() {
        let own = audited
            .iter()
            .filter(|one| one.task.exercise.name == exercise.name);
        let before = efforts.len();
        for (one, name) in own.filter_map(wrong) {
            let effort = effort(one);
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "| {} | {name} | {} | {} | {} |",
                exercise.name,
                one.got(),
                line(one),
                effort.told()
            );
            efforts.push(effort);
            verdicts.push(one.got());
        }
        exercises += usize::from(efforts.len() > before);
    }
    verdicts.sort_unstable();
    verdicts.dedup();
    let _ = writeln!(
        text,
        "| **{exercises} exercises** | **{} submissions** | **{} verdicts** | | **{}** |",
        efforts.len(),
        verdicts.len(),
        totals(&efforts)
    );
    text
}

/// What is wrong with the table that the course keeps, if it keeps one and it says something else than `table`.
#[must_use]
pub fn stale(root: &Path, table: &str, program: &str) -> Option<Problem> {
    let kept = std::fs::read_to_string(root.join(FILE)).ok()?;
    (kept != table).then(|| {
        let different = kept
            .lines()
            .zip(table.lines())
            .filter(|(old, new)| old != new)
            .count();
        let more = kept.lines().count().abs_diff(table.lines().count());
        let lines = different + more;
        let s = if lines == 1 { "" } else { "s" };
        Problem::new(
            FILE,
            format!("the table of wrong submissions is out of date in {lines} line{s}"),
            format!("Write it anew with `{program} verify --table {FILE}`."),
        )
    })
}

/// A submission that is not right on purpose, and its name.
fn wrong<'a, 'b>(one: &'b Audited<'a>) -> Option<(&'b Audited<'a>, &'b str)> {
    match &one.task.subject {
        Subject::Submission(name) if !name.starts_with(super::RIGHT) => Some((one, name)),
        _ => None,
    }
}

/// The findings that gave the verdict.
fn telling<'a>(one: &Audited<'a>) -> impl Iterator<Item = &'a Finding> {
    let outcome = one.graded.outcome.as_ref().ok();
    let verdict = one.got();
    let findings = outcome.into_iter().flat_map(|outcome| &outcome.findings);
    findings.filter(move |finding| finding.verdict == verdict)
}

/// The first marked line that the findings name.
fn line(one: &Audited<'_>) -> String {
    let marked = one.expected.as_ref().map(|expected| expected.lines.as_slice());
    let places = telling(one).flat_map(|finding| &finding.places);
    let named = places
        .map(|place| place.line)
        .find(|line| marked.unwrap_or_default().contains(line));
    named.map_or_else(|| NO_LINE.to_owned(), |line| line.to_string())
}

/// The least that it took to find one of the findings that gave the verdict.
fn effort(one: &Audited<'_>) -> Effort {
    let all = one.schedules();
    let efforts = telling(one).map(|finding| match (finding.found_after, all) {
        (Some(first), _) => Effort::First(first),
        (None, Some(all)) if finding.tells_a_schedule() => Effort::All(all),
        (None, _) => Effort::None,
    });
    efforts.min().unwrap_or(Effort::None)
}

/// The line that a program's findings name, and what it took to find them; of one that is right, what was run.
pub(super) fn told(one: &Audited<'_>) -> String {
    let schedules = |count: u64| match count {
        1 => "1 schedule".to_owned(),
        _ => format!("{} schedules", thousands(count)),
    };
    let line = match line(one) {
        line if line == NO_LINE => String::new(),
        line => format!("line {line}, "),
    };
    match (effort(one), one.schedules()) {
        (Effort::First(first), Some(all)) => {
            format!("{line}found after {} of {}", thousands(first), schedules(all))
        }
        (_, Some(all)) => format!("{line}{}", schedules(all)),
        (_, None) => line.trim_end_matches(", ").to_owned(),
    }
}

impl Effort {
    fn told(self) -> String {
        match self {
            Effort::None => "none".to_owned(),
            Effort::First(count) => count.to_string(),
            Effort::All(count) => format!("all {count}"),
        }
    }
}

/// How far one has to look.
fn totals(efforts: &[Effort]) -> String {
    let mut first: Vec<u64> = efforts
        .iter()
        .filter_map(|effort| match effort {
            Effort::First(count) => Some(*count),
            Effort::None | Effort::All(_) => None,
        })
        .collect();
    first.sort_unstable();
    let at_once = first.iter().filter(|count| **count == 1).count();
    match first.last() {
        None => String::new(),
        Some(most) => format!(
            "{at_once} in the first, half of the rest within {}, the last after {most}",
            first[at_once..].get((first.len() - at_once) / 2).unwrap_or(most)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_say_how_far_one_has_to_look() {
        let first = |counts: &[u64]| {
            counts
                .iter()
                .map(|count| Effort::First(*count))
                .collect::<Vec<_>>()
        };
        let mut efforts = first(&[1, 40, 1, 3, 5]);
        efforts.extend([Effort::All(9), Effort::None]);
        assert_eq!(
            totals(&efforts),
            "2 in the first, half of the rest within 5, the last after 40"
        );
        assert_eq!(totals(&[Effort::None]), "");
    }

    #[test]
    fn what_is_found_first_counts() {
        let least = [Effort::All(9), Effort::First(3)].into_iter().min();
        assert_eq!(least, Some(Effort::First(3)));
    }
}
