//! `mutants`: are the checks worth something? Solutions with one mistake each, graded like submissions.

use super::args::Mutants as Args;
use super::context::{Context, Tools};
use super::no_such_exercise;
use crate::course::Exercise;
use crate::fault::{Fault, Kind, Result};
use crate::mutants::accepted::Accepted;
use crate::mutants::result::Tally;
use crate::mutants::show::{Look, json, text};
use crate::mutants::trial::{prepare, try_checks};
use crate::run::Native;

/// Tries the checks of exercises on mutants of their solutions.
pub(super) fn mutants(context: &Context, args: &Args) -> Result<u8> {
    if !["text", "json"].contains(&context.format.name) {
        let message = format!("`mutants` does not write the format `{}`", context.format.name);
        return Err(Fault::new(Kind::Usage, message).hint("Use `--format text` or `--format json`."));
    }
    let course = context.course()?;
    for name in &args.exercises {
        course
            .exercise(name)
            .ok_or_else(|| no_such_exercise(name, &course))?;
    }
    let accepted = Accepted::load(&course)?;
    let wanted = |exercise: &&Exercise| args.exercises.is_empty() || args.exercises.contains(&exercise.name);
    let exercises: Vec<&Exercise> = course.exercises().filter(wanted).collect();
    let tools = context.tools(&course.root)?;
    // Always the same place, so that what was built once is found again.
    let root = tools.scratch.join("mutants");
    let tools = Tools {
        executor: Native::new(root.clone()),
        ..tools
    };
    context.prepare_explorer(&tools)?;
    let stock = prepare(&root, &course, &exercises)?;
    let tasks = stock.iter().map(|(_, tasks)| tasks.len()).sum();
    let mut trials = context.with_pipeline(&tools, &root, tasks, |pipeline| try_checks(pipeline, stock))?;
    let stale = accepted.apply(&mut trials);
    if context.for_people() {
        let look = Look {
            color: context.out.color,
            width: context.out.width,
            all: args.all,
        };
        context.out.bytes(text(&trials, &stale, look).as_bytes())?;
    } else {
        context.out.line(json(&trials, &stale))?;
    }
    let tally = Tally::of(&trials);
    if tally.failed > 0 {
        return Ok(3);
    }
    let bad =
        tally.slip_through > 0 || !stale.is_empty() || trials.iter().any(|trial| trial.mutants.is_err());
    Ok(u8::from(bad))
}
