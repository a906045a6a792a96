//! `list`: every exercise by chapter, with its last verdict.

use super::context::Context;
use crate::fault::Result;
use crate::verdict::Verdict;
use serde_json::json;

/// Shows every exercise.
pub(super) fn list(context: &Context) -> Result<u8> {
    let course = context.course()?;
    let record = Context::record(&course)?;
    if !context.for_people() {
        let exercises: Vec<_> = course
            .exercises()
            .map(|exercise| {
                let entry = record.entry(&exercise.name);
                json!({
                    "name": exercise.name, "chapter": exercise.chapter, "title": exercise.title,
                    "points": exercise.points, "last": entry.last, "passed": entry.passed,
                })
            })
            .collect();
        context
            .out
            .line(json!({ "format": 1, "course": course.title, "exercises": exercises }))?;
        return Ok(0);
    }
    let paint = context.out.paint();
    let done = course
        .exercises()
        .filter(|exercise| record.is_done(&exercise.name))
        .count();
    let total = course.exercises().count();
    context.out.line(format_args!(
        "{}  {}",
        paint.head(&course.title),
        paint.dim(format_args!("{done} of {total} done"))
    ))?;
    let names = course
        .exercises()
        .map(|exercise| exercise.name.len())
        .max()
        .unwrap_or(0);
    for chapter in &course.chapters {
        context
            .out
            .line(format_args!("\n{}", paint.head(&chapter.title)))?;
        for exercise in &chapter.exercises {
            let last = record.entry(&exercise.name).last;
            let verdict = format!("{:<8}", last.map_or("-", Verdict::word));
            let (mark, verdict) = match last {
                Some(Verdict::Pass) => (paint.good("✓"), paint.good(verdict)),
                Some(_) => (paint.bad("✗"), paint.bad(verdict)),
                None => (paint.dim("·"), paint.dim(verdict)),
            };
            context.out.line(format_args!(
                "  {mark} {:<names$}  {verdict}  {}",
                exercise.name, exercise.title
            ))?;
        }
    }
    Ok(0)
}
