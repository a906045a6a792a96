//! An audit for people: a line for each exercise of a course, or for each program of the exercises that were named; then
//! every problem, and what it all comes to.

use super::{Audited, Problem, RIGHT, table};
use crate::course::{Course, Exercise};
use crate::plan::Subject;
use crate::report::text::paint::{Paint, wrap};
use crate::story::thousands;
use crate::verdict::Verdict;
use std::fmt::Write as _;

/// What came of an audit.
pub struct Audit<'a> {
    /// The course.
    pub course: &'a Course,
    /// The programs of the first round.
    pub audited: &'a [Audited<'a>],
    /// How many rounds there were.
    pub rounds: usize,
    /// Busy loops that ran beside.
    pub load: u16,
    /// Programs that did not get the same verdict in every round, and what they got.
    pub differing: &'a [String],
    /// What is wrong.
    pub problems: &'a [Problem],
    /// Only some exercises were named: of those everything is told.
    pub named: bool,
}

/// Draws it within `width` columns.
#[must_use]
pub fn draw(audit: &Audit<'_>, paint: Paint, width: usize) -> String {
    let mut text = String::new();
    if !audit.named {
        let head = "Exercises, the verdicts of their starters and of their wrong submissions";
        line(&mut text, paint.dim(head));
    }
    for chapter in &audit.course.chapters {
        let exercises: Vec<(&Exercise, Vec<&Audited<'_>>)> = chapter
            .exercises
            .iter()
            .map(|exercise| (exercise, audit.of(exercise)))
            .filter(|(_, own)| !own.is_empty())
            .collect();
        if exercises.is_empty() {
            continue;
        }
        if !audit.named {
            line(&mut text, format_args!("{}", paint.head(&chapter.title)));
        }
        for (exercise, own) in exercises {
            if audit.named {
                programs(&mut text, exercise, &own, paint);
            } else {
                let row = row(audit, exercise, &own, paint, width);
                line(&mut text, row);
            }
        }
    }
    for problem in audit.problems {
        let (head, place) = (paint.bad("problem:"), paint.path(&problem.place));
        line(&mut text, format_args!("\n{head} {place}"));
        line(&mut text, format_args!("  {}", wrap(&problem.message, width, 2)));
        let help = paint.note("help:");
        line(
            &mut text,
            format_args!("  {help} {}", wrap(&problem.remedy, width, 8)),
        );
    }
    for program in audit.differing {
        line(
            &mut text,
            format_args!("\n{} {program}", paint.bad("not always the same:")),
        );
    }
    line(&mut text, format_args!("\n{}", wrap(&sum(audit), width, 0)));
    line(&mut text, conclusion(audit, paint));
    text
}

impl Audit<'_> {
    fn of(&self, exercise: &Exercise) -> Vec<&Audited<'_>> {
        let is_its = |one: &&Audited<'_>| one.task.exercise.name == exercise.name;
        self.audited.iter().filter(is_its).collect()
    }
}

/// An exercise in a line: what its starter gets, and which faults its wrong submissions have.
fn row(audit: &Audit<'_>, exercise: &Exercise, own: &[&Audited<'_>], paint: Paint, width: usize) -> String {
    let names = audit.course.exercises().map(|exercise| exercise.name.len());
    let names = names.max().unwrap_or(0);
    let words = audit
        .course
        .exercises()
        .map(|exercise| exercise.starter.word().len());
    let words = words.max().unwrap_or(0);
    let verdicts = own
        .iter()
        .filter(|one| kind(one) == Kind::Wrong)
        .map(|one| one.got());
    let right = own.iter().filter(|one| kind(one) == Kind::Right).count();
    let mut parts = tally(verdicts);
    if right > 0 {
        parts.push(format!("{right} right"));
    }
    let list = wrap(&parts.join(", "), width, 4 + names + 2 + words + 2);
    let good = own.iter().all(|one| is_good(one));
    let row = format!(
        "  {} {:<names$}  {:<words$}  {list}",
        mark(good, paint),
        exercise.name,
        exercise.starter.word(),
    );
    row.trim_end().to_owned()
}

/// `2 RACE, 1 WRONG`, the gravest first.
fn tally(verdicts: impl Iterator<Item = Verdict>) -> Vec<String> {
    let mut verdicts: Vec<Verdict> = verdicts.collect();
    verdicts.sort_unstable();
    let alike = verdicts.chunk_by(|one, other| one == other);
    alike
        .map(|alike| format!("{} {}", alike.len(), alike[0]))
        .collect()
}

/// Every program of an exercise in a line of its own.
fn programs(text: &mut String, exercise: &Exercise, own: &[&Audited<'_>], paint: Paint) {
    line(text, paint.head(&exercise.name));
    let names = own.iter().map(|one| name(one).chars().count()).max().unwrap_or(0);
    let words = own.iter().map(|one| one.got().word().len()).max().unwrap_or(0);
    for one in own {
        let row = format!(
            "  {} {:<names$}  {:<words$}  {}",
            mark(is_good(one), paint),
            name(one),
            one.got().word(),
            paint.dim(table::told(one))
        );
        line(text, row.trim_end());
    }
}

/// What a program is in an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Starter,
    Solution,
    Wrong,
    Right,
}

fn kind(one: &Audited<'_>) -> Kind {
    match &one.task.subject {
        Subject::Starter | Subject::Learner => Kind::Starter,
        Subject::Solution => Kind::Solution,
        Subject::Submission(name) if name.starts_with(RIGHT) => Kind::Right,
        Subject::Submission(_) | Subject::Mutant(_) => Kind::Wrong,
    }
}

fn name<'a>(one: &'a Audited<'_>) -> &'a str {
    match &one.task.subject {
        Subject::Starter | Subject::Learner => "starter",
        Subject::Solution => "solution",
        Subject::Submission(name) | Subject::Mutant(name) => name,
    }
}

fn is_good(one: &Audited<'_>) -> bool {
    one.expected.is_some() && one.problem().is_none()
}

fn mark(good: bool, paint: Paint) -> String {
    if good { paint.good("✓") } else { paint.bad("✗") }
}

/// What was graded, and how often.
fn sum(audit: &Audit<'_>) -> String {
    let count = |kind_of: Kind| audit.audited.iter().filter(|one| kind(one) == kind_of).count();
    let counted = |number: usize, one: &str, many: &str| {
        let word = if number == 1 { one } else { many };
        format!("{number} {word}")
    };
    let schedules: u64 = audit.audited.iter().filter_map(Audited::schedules).sum();
    let times = match (audit.rounds, audit.load) {
        (1, 0) => String::new(),
        (1, load) => format!(", {} beside", counted(load.into(), "busy loop", "busy loops")),
        (rounds, 0) => format!(", {rounds} times over"),
        (rounds, load) => format!(
            ", {rounds} times over, {} beside",
            counted(load.into(), "busy loop", "busy loops")
        ),
    };
    format!(
        "{}, {}, {} and {} graded through {} schedules{times}",
        counted(count(Kind::Starter), "starter", "starters"),
        counted(count(Kind::Solution), "solution", "solutions"),
        counted(count(Kind::Wrong), "wrong submission", "wrong submissions"),
        counted(count(Kind::Right), "right one", "right ones"),
        thousands(schedules)
    )
}

fn conclusion(audit: &Audit<'_>, paint: Paint) -> String {
    let same = if audit.rounds > 1 {
        " Every program got the same verdict every time."
    } else {
        ""
    };
    match audit.problems.len() + audit.differing.len() {
        0 if audit.named => paint.good(format_args!("Nothing is wrong with what was named.{same}")),
        0 => paint.good(format_args!("The course is valid.{same}")),
        1 => paint.bad("The course is not valid: 1 problem."),
        count => paint.bad(format_args!("The course is not valid: {count} problems.")),
    }
}

/// Adds a line.
fn line(text: &mut String, content: impl std::fmt::Display) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{content}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_counted_gravest_first() {
        let verdicts = [Verdict::Wrong, Verdict::Deadlock, Verdict::Wrong, Verdict::Race];
        assert_eq!(tally(verdicts.into_iter()), ["1 DEADLOCK", "1 RACE", "2 WRONG"]);
    }
}
