//! `solution`: the reference solution, as a difference from the learner's own program.

use super::args::Solution as Args;
use super::context::Context;
use crate::fault::{Fault, Kind, Result};
use crate::plan::{Subject, Task};
use similar::{ChangeTag, TextDiff};
use std::path::Path;

/// Shows the solution of an exercise that passed, or of any.
pub(super) fn solution(context: &Context, args: &Args) -> Result<u8> {
    let course = context.course()?;
    let record = Context::record(&course)?;
    let exercise = Context::chosen(args.one.exercise.as_deref(), &course, &record)?;
    if !record.entry(&exercise.name).passed && !args.anyway {
        let message = format!("{} has not passed yet", exercise.name);
        return Err(Fault::new(Kind::Usage, message).hint("`--anyway` shows the solution all the same."));
    }
    let solution = Task::new(exercise, Subject::Solution).main;
    let own = Task::new(exercise, Subject::Learner).main;
    let theirs = read(&course.root, &solution)?;
    let mine = read(&course.root, &own)?;
    let paint = context.out.paint();
    if theirs == mine {
        context
            .out
            .line("Your program is the reference solution, to the letter.")?;
        return Ok(0);
    }
    context
        .out
        .line(paint.bad(format_args!("--- {}", own.display())))?;
    context
        .out
        .line(paint.good(format_args!("+++ {}", solution.display())))?;
    let diff = TextDiff::from_lines(&mine, &theirs);
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        context.out.line(paint.path(hunk.header()))?;
        for change in hunk.iter_changes() {
            let text = change.value().trim_end_matches('\n');
            let row = match change.tag() {
                ChangeTag::Equal => format!(" {text}"),
                ChangeTag::Delete => paint.bad(format_args!("-{text}")),
                ChangeTag::Insert => paint.good(format_args!("+{text}")),
            };
            context.out.line(row)?;
        }
    }
    Ok(0)
}

fn read(root: &Path, file: &Path) -> Result<String> {
    let path = root.join(file);
    let bytes = std::fs::read(&path).map_err(|error| Fault::io("cannot read", &path, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
