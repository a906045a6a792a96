//! `next`: the exercise to do now, and the commands for it.

use super::context::{Context, next_unfinished};
use crate::course::Course;
use crate::fault::Result;
use crate::record::Record;

/// Shows the next exercise.
pub(super) fn next(context: &Context) -> Result<u8> {
    let course = context.course()?;
    show(context, &course, &Context::record(&course)?)?;
    Ok(0)
}

/// Shows the next exercise of a course.
pub(super) fn show(context: &Context, course: &Course, record: &Record) -> Result<()> {
    let paint = context.out.paint();
    let Some(exercise) = next_unfinished(course, record) else {
        return context.out.line(paint.good("Every exercise is done."));
    };
    let dir = exercise.dir();
    let program = &context.program;
    let name = &exercise.name;
    context
        .out
        .line(format_args!("Next: {} – {}", paint.head(name), exercise.title))?;
    context.out.line(format_args!(
        "  read   {}",
        paint.path(dir.join("README.md").display())
    ))?;
    context.out.line(format_args!(
        "  edit   {}",
        paint.path(dir.join("src/main.rs").display())
    ))?;
    context.out.line(format_args!(
        "  grade  {}",
        paint.path(format_args!("{program} check {name}"))
    ))?;
    context.out.line(format_args!(
        "  hint   {}",
        paint.path(format_args!("{program} hint {name}"))
    ))
}
