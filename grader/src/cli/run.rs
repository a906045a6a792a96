//! `run`: build an exercise's program and let it have this terminal.

use super::args::One;
use super::context::Context;
use crate::build::Builder;
use crate::check;
use crate::fault::{Fault, Kind, Result};
use crate::observe::{self, Explored, Seen};
use crate::pipeline;
use crate::plan::{Subject, Task};
use crate::run::Executor;
use crate::workdir::WorkDir;
use sandbox::{Ending, Streams};
use std::path::Path;

/// Runs the program. Its exit status is told, not judged: only a program that could not run to its end is a failure.
pub(super) fn run(context: &Context, args: &One) -> Result<u8> {
    let course = context.course()?;
    let record = Context::record(&course)?;
    let exercise = Context::chosen(args.exercise.as_deref(), &course, &record)?;
    let task = Task::new(exercise, Subject::Learner);
    let tools = context.tools(&course.root)?;
    let built = tools
        .toolbox
        .build(&task.order(&course.root, context.out.error_color))?;
    for diagnostic in &built.diagnostics {
        context.out.warning(&diagnostic.rendered);
    }
    let Some(program) = &built.program else {
        return Ok(1);
    };
    let dir = WorkDir::new(&tools.scratch)?;
    let mut job = pipeline::job(&task, program, &dir.path);
    job.streams = Streams::Inherited;
    let sources = task.main.parent().unwrap_or(Path::new(""));
    let run = tools.executor.run(&job, sources, &context.interrupt)?;
    if run.raw.ending == Ending::Interrupted {
        return Err(Fault::new(Kind::Interrupted, "interrupted"));
    }
    if let Ending::Exited(status) = run.raw.ending {
        if status != 0 {
            context
                .out
                .warning(&format!("{} exited with status {status}\n", exercise.name));
        }
        return Ok(u8::from(status != 0));
    }
    let seen = Seen {
        sources: built.sources,
        diagnostics: Vec::new(),
        explored: Explored::default(),
        run: Some(observe::observe(run)),
        limits: exercise.limits,
    };
    for finding in check::judge(std::iter::empty(), &seen) {
        context
            .out
            .warning(&format!("{}: {}\n", finding.verdict, finding.message));
    }
    Ok(1)
}
