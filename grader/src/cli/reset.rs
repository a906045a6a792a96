//! `reset`: the starter again, after keeping a copy of the learner's program.

use super::args::One;
use super::context::Context;
use crate::fault::{Fault, Result};
use crate::plan::{Subject, Task};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Puts the starter back.
pub(super) fn reset(context: &Context, args: &One) -> Result<u8> {
    let course = context.course()?;
    let mut record = Context::record(&course)?;
    let exercise = Context::chosen(args.exercise.as_deref(), &course, &record)?;
    let paint = context.out.paint();
    let main = course.root.join(Task::new(exercise, Subject::Learner).main);
    let starter = course.root.join(exercise.starter());
    let fresh =
        std::fs::read(&starter).map_err(|error| Fault::io("cannot read the starter", &starter, &error))?;
    match std::fs::read(&main) {
        Ok(own) if own == fresh => {
            context
                .out
                .line(format_args!("{} is the starter already.", exercise.name))?;
            return Ok(0);
        }
        Ok(own) => {
            let kept = keep(&course.root.join(exercise.dir()), &own)?;
            let shown = kept.strip_prefix(&course.root).unwrap_or(&kept);
            context.out.line(format_args!(
                "Kept your program as {}",
                paint.path(shown.display())
            ))?;
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(Fault::io("cannot read", &main, &error)),
    }
    replace(&main, &fresh)?;
    record.reset(&exercise.name);
    context.save(&record, &course);
    context
        .out
        .line(format_args!("{} is the starter again.", exercise.name))?;
    Ok(0)
}

/// More copies than this are a mistake.
const MOST_KEPT: usize = 1_000;

/// Keeps a copy under the first free name `kept-N/main.rs`, never writing over another one.
fn keep(dir: &Path, own: &[u8]) -> Result<PathBuf> {
    for number in 1..=MOST_KEPT {
        let kept = dir.join(format!("kept-{number}"));
        match std::fs::create_dir(&kept) {
            Ok(()) => {
                let file = kept.join("main.rs");
                return write_new(&file, own).map(|()| file);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Fault::io("cannot keep a copy in", &kept, &error)),
        }
    }
    Err(
        Fault::ours(format!("{} already holds {MOST_KEPT} kept copies", dir.display()))
            .hint("Remove those that you no longer need."),
    )
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::File::create_new(path)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .map_err(|error| Fault::io("cannot write", path, &error))
}

/// Puts a file in its place in one step, so that a full disk cannot leave half of it.
fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).map_err(|error| Fault::io("cannot make the directory", dir, &error))?;
    }
    let partial = path.with_extension("rs.partial");
    std::fs::write(&partial, bytes)
        .and_then(|()| std::fs::rename(&partial, path))
        .map_err(|error| {
            // The half-written file is of no use to anybody.
            let _ = std::fs::remove_file(&partial);
            Fault::io("cannot write", path, &error)
        })
}
