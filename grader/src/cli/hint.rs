//! `hint`: one level at a time, those for the last verdict first.

use super::args::Hint as Args;
use super::context::Context;
use crate::course::{Exercise, Hint};
use crate::fault::Result;
use crate::report::text::paint::wrap;
use crate::verdict::Verdict;

/// Shows the next hint, or all of them.
pub(super) fn hint(context: &Context, args: &Args) -> Result<u8> {
    let course = context.course()?;
    let mut record = Context::record(&course)?;
    let exercise = Context::chosen(args.one.exercise.as_deref(), &course, &record)?;
    let entry = record.entry(&exercise.name);
    let hints = fitting(exercise, entry.last);
    let paint = context.out.paint();
    let total = hints.len();
    let shown = if args.all {
        total
    } else {
        (entry.hints + 1).min(total)
    };
    let first = if args.all { 0 } else { shown.saturating_sub(1) };
    for (at, hint) in hints.iter().enumerate().take(shown).skip(first) {
        let head = format!("{}  hint {} of {total}", exercise.name, at + 1);
        context.out.line(paint.head(head))?;
        context.out.line(format_args!(
            "  {}\n",
            wrap(hint.text.trim(), context.out.width, 2)
        ))?;
    }
    if shown < total {
        context.out.line(paint.dim("Ask again for the next one."))?;
    } else {
        let command = format!("{} solution {} --anyway", context.program, exercise.name);
        context.out.line(format_args!(
            "{} {}",
            paint.dim("That was the last hint. The solution:"),
            paint.path(command)
        ))?;
    }
    if shown != entry.hints {
        record.note_hints(&exercise.name, shown);
        context.save(&record, &course);
    }
    Ok(0)
}

/// The hints for this verdict, then those for everybody; hints for other verdicts would only mislead.
fn fitting(exercise: &Exercise, last: Option<Verdict>) -> Vec<&Hint> {
    let of = |wanted: Option<Verdict>| exercise.hints.iter().filter(move |hint| hint.when == wanted);
    let own = of(last).filter(|hint| hint.when.is_some());
    own.chain(of(None)).collect()
}
