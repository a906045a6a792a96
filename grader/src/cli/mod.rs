//! The command line: what was typed → one command; its outcome → an exit code. The environment is read here.

mod args;
mod check;
mod context;
mod doctor;
mod explore;
mod hint;
mod list;
mod mutants;
mod next;
mod out;
mod replay;
mod reset;
mod run;
mod schema;
mod solution;
mod verify;

use crate::fault::{Fault, Result};
use args::{Args, Command};
use clap::Parser;
use clap::error::ErrorKind;
use context::Context;
use std::process::ExitCode;

/// Runs the command line and prints every fault in the same way.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version are no errors. Where they cannot be printed, nothing can.
            let _ = error.print();
            let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return ExitCode::from(if asked { 0 } else { 2 });
        }
    };
    let context = Context::new(&args.global);
    let code = dispatch(args.command, &context).unwrap_or_else(|fault| {
        context.out.fault(&fault);
        fault.exit_code()
    });
    ExitCode::from(code)
}

fn dispatch(command: Option<Command>, context: &Context) -> Result<u8> {
    match command {
        None => check::everything(context),
        Some(Command::Check(args)) => check::check(context, &args),
        Some(Command::List) => list::list(context),
        Some(Command::Next) => next::next(context),
        Some(Command::Run(args)) => run::run(context, &args),
        Some(Command::Hint(args)) => hint::hint(context, &args),
        Some(Command::Replay(args)) => replay::replay(context, &args),
        Some(Command::Solution(args)) => solution::solution(context, &args),
        Some(Command::Reset(args)) => reset::reset(context, &args),
        Some(Command::Verify(args)) => verify::verify(context, &args),
        Some(Command::Mutants(args)) => mutants::mutants(context, &args),
        Some(Command::Explore(args)) => explore::explore(context, args),
        Some(Command::Doctor) => doctor::doctor(context),
        Some(Command::Schema) => schema::schema(context),
    }
}

/// An exercise that does not exist: says so, with the nearest name.
fn no_such_exercise(typed: &str, course: &crate::course::Course) -> Fault {
    let fault = Fault::new(
        crate::fault::Kind::Usage,
        format!("no exercise is called `{typed}`"),
    );
    match crate::nearest::nearest(typed, course.exercises().map(|exercise| exercise.name.as_str())) {
        Some(near) => fault.hint(format!("Did you mean `{near}`?")),
        None => fault.hint("`list` shows every exercise."),
    }
}
