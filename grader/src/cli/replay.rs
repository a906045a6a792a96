//! `replay`: one schedule of an exercise's program again, with every step of it.

use super::args::Replay as Args;
use super::context::Context;
use super::no_such_exercise;
use crate::build::{Builder, Prepared};
use crate::explore::{self, Look, Report};
use crate::fault::{Fault, Kind, Result};
use crate::plan::{Subject, Task};
use crate::run::{Explored, Explorer};
use wire::{Clock, Request, token};

/// Replays the schedule and shows all of it.
pub(super) fn replay(context: &Context, args: &Args) -> Result<u8> {
    let usage = |message: String| Fault::new(Kind::Usage, message);
    token::decode(&args.token).map_err(|why| {
        usage(format!("`{}` is no schedule", args.token))
            .because(why)
            .hint("Copy the token from the report of this exercise.")
    })?;
    let course = context.course()?;
    let name = &args.exercise;
    let exercise = course
        .exercise(name)
        .ok_or_else(|| no_such_exercise(name, &course))?;
    let task = Task::new(exercise, Subject::Learner);
    let tools = context.tools(&course.root)?;
    let order = task.order(&course.root, context.out.error_color);
    let built = tools.toolbox.build(&order)?;
    if built.program.is_none() {
        for diagnostic in &built.diagnostics {
            context.out.warning(&diagnostic.rendered);
        }
        return Ok(1);
    }
    context.prepare_explorer(&tools)?;
    let request = Request {
        replay: Some(args.token.clone()),
        clock: if args.elastic {
            Clock::Elastic
        } else {
            Clock::Exact
        },
        stdin: exercise.stdin.clone(),
        args: exercise.args.clone(),
        ..Request::default()
    };
    let report = match tools.toolbox.prepare(&order)? {
        Prepared::NotExplored { reason, at } => Report::not_explored(name, reason, at),
        Prepared::Ready(library, sources) => {
            match tools
                .explorer
                .explore(&library, &request, None, &context.interrupt)?
            {
                Explored::CutShort(cut) => Report::cut_short(name, cut),
                Explored::Reported(found) => {
                    if let Some(why) = &found.bad_token {
                        return Err(usage(format!(
                            "the schedule `{}` is none of {} as it is now",
                            args.token,
                            task.main.display()
                        ))
                        .because(why)
                        .hint(format!(
                            "Grade it again, with `{} check {name}`: an edited program has schedules of its own.",
                            context.program
                        )));
                    }
                    Report::explored(name, *found, sources, false)
                }
            }
        }
    };
    let bytes = if context.for_people() {
        let command = format!("{} replay {name}", context.program);
        let look = Look {
            color: context.out.color,
            verbose: true,
            elastic: args.elastic,
            command,
            arguments: String::new(),
        };
        explore::text(&report, &look).into_bytes()
    } else {
        explore::json(&report)
    };
    context.out.bytes(&bytes)?;
    Ok(report.outcome.exit_code())
}
