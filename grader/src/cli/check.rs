//! No command, and `check`: grade the learner's programs.

use super::args::Check;
use super::context::{Context, next_unfinished};
use super::next;
use super::no_such_exercise;
use crate::course::{Course, Exercise};
use crate::fault::Result;
use crate::plan;
use crate::report::{self, Report};
use crate::verdict::Verdict;

/// Grades every exercise and says where the learner stands.
pub(super) fn everything(context: &Context) -> Result<u8> {
    let course = context.course()?;
    let report = grade(context, &course, course.exercises(), false)?;
    context.show(&report, false)?;
    if context.for_people() {
        next::show(context, &course, &Context::record(&course)?)?;
    }
    Ok(report.exit_code())
}

/// Grades those exercises that were asked for.
pub(super) fn check(context: &Context, args: &Check) -> Result<u8> {
    if args.all {
        return everything(context);
    }
    let course = context.course()?;
    let chosen: Vec<&Exercise> = if args.exercises.is_empty() {
        vec![Context::chosen(None, &course, &Context::record(&course)?)?]
    } else {
        let find = |name: &String| {
            course
                .exercise(name)
                .ok_or_else(|| no_such_exercise(name, &course))
        };
        args.exercises.iter().map(find).collect::<Result<_>>()?
    };
    let report = grade(context, &course, chosen, true)?;
    context.show(&report, true)?;
    if context.for_people() {
        after(context, &course, &report)?;
    }
    Ok(report.exit_code())
}

/// Grades the learner's programs and notes the verdicts, and that hints are `shown` with them.
fn grade<'a>(
    context: &Context,
    course: &'a Course,
    exercises: impl IntoIterator<Item = &'a Exercise>,
    shown: bool,
) -> Result<Report> {
    let tasks = plan::learner(exercises);
    let graded = context.grade(course, &tasks)?;
    let report = report::report(&course.title, &tasks, &graded);
    let mut record = Context::record(course)?;
    let before = record.clone();
    for entry in report
        .exercises
        .iter()
        .filter(|entry| entry.verdict != Verdict::GraderFault)
    {
        record.note(&entry.name, entry.verdict);
        // It stands in the report: whoever asks for a hint wants the next one.
        if shown && entry.hint.is_some() && record.entry(&entry.name).hints == 0 {
            record.note_hints(&entry.name, 1);
        }
    }
    if record != before {
        context.save(&record, course);
    }
    Ok(report)
}

/// What to do now: a hint for what failed, or the next exercise.
fn after(context: &Context, course: &Course, report: &Report) -> Result<()> {
    let paint = context.out.paint();
    let failed = report
        .exercises
        .iter()
        .find(|entry| entry.verdict != Verdict::Pass);
    match failed {
        Some(entry) if entry.verdict == Verdict::GraderFault => Ok(()),
        Some(entry) => {
            let grade = format!("{} check {}", context.program, entry.name);
            let hint = format!("{} hint {}", context.program, entry.name);
            context
                .out
                .line(format_args!("Next: edit {}", paint.path(&entry.file)))?;
            context.out.line(format_args!("  grade  {}", paint.path(grade)))?;
            context.out.line(format_args!("  hint   {}", paint.path(hint)))
        }
        None => {
            let record = Context::record(course)?;
            match next_unfinished(course, &record) {
                Some(_) => next::show(context, course, &record),
                None => context.out.line(paint.good("Every exercise is done.")),
            }
        }
    }
}
