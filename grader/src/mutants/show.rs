//! Trials → text and JSON.

use super::accepted::FILE;
use super::result::{Fate, Tally, Trial, Tried};
use crate::audit::Problem;
use crate::report::text::paint::{Paint, wrap};
use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;

/// How the text is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether to colour.
    pub color: bool,
    /// Columns to stay within.
    pub width: usize,
    /// Whether to show every mutant, not only those that slip through.
    pub all: bool,
}

/// For people.
#[must_use]
pub fn text(trials: &[Trial], stale: &[Problem], look: Look) -> String {
    let paint = Paint { color: look.color };
    let mut text = String::new();
    let longest = trials.iter().map(|trial| trial.exercise.len()).max().unwrap_or(0);
    for trial in trials {
        head(&mut text, trial, longest, paint);
        for tried in trial.mutants.iter().flatten() {
            mutant(&mut text, trial, tried, look);
        }
    }
    for problem in stale {
        let message = wrap(&problem.message, look.width, 2);
        line(
            &mut text,
            &format!("\n{} {}", paint.bad("problem:"), paint.path(&problem.place)),
        );
        line(&mut text, &format!("  {message}"));
        line(
            &mut text,
            &format!("  {} {}", paint.note("help:"), problem.remedy),
        );
    }
    let tally = Tally::of(trials);
    line(&mut text, &format!("\n{}", total(&tally)));
    if tally.slip_through > 0 {
        let help = format!(
            "Let the checks ask for what is lost, or accept a mutant in {FILE}: by its operator, the text of its line and the \
             reason."
        );
        line(
            &mut text,
            &format!("{} {}", paint.note("help:"), wrap(&help, look.width, 6)),
        );
    }
    text
}

// Writing to a string cannot fail.
fn line(text: &mut String, line: &str) {
    let _ = writeln!(text, "{line}");
}

fn head(text: &mut String, trial: &Trial, longest: usize, paint: Paint) {
    let name = format!("{:<longest$}", trial.exercise);
    match &trial.mutants {
        Err(why) => {
            let words = format!("  {} {name}  the solution does not pass: {why}", paint.bad("✗"));
            line(text, &words);
        }
        Ok(mutants) if mutants.is_empty() => {
            let words = format!("  {} {name}  there is no place for a mutant", paint.note("?"));
            line(text, &words);
        }
        Ok(mutants) => {
            let tally = Tally::of([trial]);
            let good = tally.slip_through + tally.failed == 0;
            let mark = if good { paint.good("✓") } else { paint.bad("✗") };
            line(
                text,
                &format!("  {mark} {name}  {} mutants: {}", mutants.len(), counts(&tally)),
            );
        }
    }
}

/// What became of how many, those without any left out.
fn counts(tally: &Tally) -> String {
    let parts = [
        (tally.caught, "caught"),
        (tally.slip_through, "slip through"),
        (tally.accepted, "accepted"),
        (tally.equivalent, "equivalent"),
        (tally.undecided, "undecided"),
        (tally.do_not_compile, "do not compile"),
        (tally.failed, "not graded"),
    ];
    let some = parts.iter().filter(|(count, _)| *count > 0);
    some.map(|(count, word)| format!("{count} {word}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn total(tally: &Tally) -> String {
    match tally.percentage() {
        None => format!("No mutant says anything about the checks ({}).", counts(tally)),
        Some(percentage) => format!(
            "The checks catch {} of {} mutants: {percentage:.1} % ({}).",
            tally.caught,
            tally.caught + tally.slip_through,
            counts(tally)
        ),
    }
}

fn mutant(text: &mut String, trial: &Trial, tried: &Tried, look: Look) {
    let paint = Paint { color: look.color };
    let told = format!("line {}: {}", tried.mutant.line, tried.mutant.what);
    let fate = match &tried.fate {
        Fate::Slips(_) => paint.bad("slips through"),
        Fate::Failed(fault) => format!("{}: {fault}", paint.bad("not graded")),
        Fate::Accepted(reason, _) => format!("accepted: {reason}"),
        Fate::Undecided(why) => format!("undecided: {why}"),
        _ if !look.all => return,
        Fate::Caught(verdict) => format!("caught: {verdict}"),
        Fate::Equivalent => "equivalent".to_owned(),
        Fate::DoesNotCompile => "does not compile".to_owned(),
    };
    let words = format!("{told} ({}): {fate}", tried.mutant.operator);
    line(text, &format!("      {}", wrap(&words, look.width, 8)));
    let Fate::Slips(differences) = &tried.fate else {
        return;
    };
    for change in TextDiff::from_lines(&trial.solution, &tried.mutant.text).iter_all_changes() {
        let content = change.value().trim_end();
        match change.tag() {
            ChangeTag::Equal => {}
            // What is left of a statement that went elsewhere.
            ChangeTag::Insert if content.is_empty() => {}
            ChangeTag::Delete => line(
                text,
                &format!("        {}", paint.dim(format_args!("- {content}"))),
            ),
            ChangeTag::Insert => line(
                text,
                &format!("        {}", paint.note(format_args!("+ {content}"))),
            ),
        }
    }
    for difference in differences.iter().filter(|it| it.certain) {
        let clock = match difference.clock {
            wire::Clock::Exact => "",
            wire::Clock::Elastic => " on the elastic clock",
        };
        let words = format!(
            "{}{clock}: solution {}, mutant {}",
            difference.aspect, difference.solution, difference.mutant
        );
        line(text, &format!("        {}", wrap(&words, look.width, 10)));
    }
}

/// For programs.
#[must_use]
pub fn json(trials: &[Trial], stale: &[Problem]) -> Value {
    let exercises: Vec<Value> = trials
        .iter()
        .map(|trial| {
            json!({
                "exercise": trial.exercise,
                "file": trial.file,
                "solution_fails": trial.mutants.as_ref().err(),
                "tally": Tally::of([trial]),
                "mutants": trial.mutants.iter().flatten().map(one).collect::<Vec<_>>(),
            })
        })
        .collect();
    let tally = Tally::of(trials);
    json!({
        "format": 1,
        "tally": tally,
        "percentage": tally.percentage(),
        "stale": stale,
        "exercises": exercises,
    })
}

fn one(tried: &Tried) -> Value {
    let (mutant, fate) = (&tried.mutant, &tried.fate);
    let mut value = json!({
        "operator": mutant.operator,
        "line": mutant.line,
        "at": mutant.at,
        "what": mutant.what,
        "fate": fate.word(),
    });
    let more = match fate {
        Fate::Caught(verdict) => json!({ "verdict": verdict }),
        Fate::Undecided(why) => json!({ "why": why }),
        Fate::Failed(fault) => json!({ "why": fault.to_string() }),
        Fate::Slips(differences) => json!({ "differences": differences, "text": mutant.text }),
        Fate::Accepted(reason, differences) => json!({ "reason": reason, "differences": differences }),
        Fate::DoesNotCompile | Fate::Equivalent => json!({}),
    };
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::super::compare::Difference;
    use super::super::result::tests::trial;
    use super::*;
    use crate::verdict::Verdict;
    use wire::Clock;

    fn sample() -> Trial {
        let difference = |aspect, certain| Difference {
            clock: Clock::Elastic,
            aspect,
            solution: "3".to_owned(),
            mutant: "1".to_owned(),
            certain,
        };
        trial(vec![
            Fate::Caught(Verdict::Race),
            Fate::Slips(vec![difference("overlap", true), difference("search", false)]),
            Fate::Accepted("the order does not matter".to_owned(), Vec::new()),
            Fate::Equivalent,
            Fate::DoesNotCompile,
        ])
    }

    const PLAIN: Look = Look {
        color: false,
        width: 100,
        all: false,
    };

    #[test]
    fn what_slips_through_is_shown_with_what_differs() {
        let stale = Problem::new(FILE, "nothing is accepted", "Remove the entry.");
        insta::assert_snapshot!(text(&[sample()], &[stale], PLAIN));
    }

    #[test]
    fn everything_is_shown_when_asked_for() {
        let all = text(&[sample()], &[], Look { all: true, ..PLAIN });
        for words in [
            "line 1: join removed (join-removed): caught: RACE",
            "line 4: join removed (join-removed): equivalent",
            "line 5: join removed (join-removed): does not compile",
        ] {
            assert!(all.contains(words), "{all}");
        }
    }

    #[test]
    fn a_solution_that_does_not_pass_is_no_pass() {
        let mut broken = sample();
        broken.mutants = Err("RACE: not the same in every schedule".to_owned());
        let shown = text(&[broken], &[], PLAIN);
        assert!(
            shown.contains("✗ race-counter  the solution does not pass: RACE"),
            "{shown}"
        );
        assert!(
            shown.contains("No mutant says anything about the checks"),
            "{shown}"
        );
    }

    #[test]
    fn programs_get_everything() {
        insta::assert_snapshot!(format!("{:#}", json(&[sample()], &[])));
    }
}
