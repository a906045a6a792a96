//! `explore`: any std-only program, run through every schedule that matters.

use super::args::{Clock, Explore, Strategy};
use super::context::Context;
use crate::build::{Cache, Engine, Finder, Library, Made, Maker, Toolchain, Workshop, workspace};
use crate::explore::{self, Look, Report};
use crate::fault::{Fault, Kind, Result};
use crate::progress::Search;
use crate::run::{Explored, Explorer, Local};
use std::io::Read;
use std::path::{Path, PathBuf};
use wire::{Request, token};

/// The most bytes of standard input for a program.
const LONGEST_INPUT: u64 = 1 << 20;

/// Explores a program and shows what came of it.
pub(super) fn explore(context: &Context, args: Explore) -> Result<u8> {
    let written = match context.format.name {
        "text" => None,
        "json" => Some(explore::json as fn(&Report) -> Vec<u8>),
        other => {
            return Err(usage(format!("`explore` does not write the format `{other}`"))
                .hint("Use `--format text` or `--format json`."));
        }
    };
    let (program, verbose, here) = (args.program.clone(), args.verbose, here()?);
    let command = format!("{} explore {}", context.program, said(&args));
    let arguments = arguments(&args.args);
    let request = request(args, &here)?;
    let progress = Search::new(context.out.live);
    let bench = Bench::open(context, &program, &here)?;
    let report = bench.explore(&program, &here, &request, written.is_none(), &progress)?;
    drop(progress);
    let bytes = match written {
        Some(json) => json(&report),
        None => explore::text(
            &report,
            &Look {
                color: context.out.color,
                verbose,
                elastic: request.clock == wire::Clock::Elastic,
                command,
                arguments,
            },
        )
        .into_bytes(),
    };
    context.out.bytes(&bytes)?;
    Ok(report.outcome.exit_code())
}

/// What exploring works with, apart from the program.
pub(super) struct Bench<'a> {
    context: &'a Context,
    cache: Cache,
    toolchain: Toolchain,
}

impl<'a> Bench<'a> {
    /// Finds the toolchain; the cache, where there is no better place, lies beside `program`.
    pub(super) fn open(context: &'a Context, program: &Path, here: &Path) -> Result<Self> {
        let beside = here.join(program);
        let beside = beside.ancestors().find(|dir| dir.is_dir()).unwrap_or(here);
        let cache = context.open_cache(beside)?;
        // The explorer is made for the toolchain of the workspace that it comes from.
        let toolchain = Toolchain::find(&context.environment, &workspace(), &cache, &context.interrupt)?;
        Ok(Bench {
            context,
            cache,
            toolchain,
        })
    }

    /// The explorer, built unless it was built before.
    pub(super) fn engine(&self, progress: &Search) -> Result<Engine> {
        let context = self.context;
        let workshop = Workshop {
            cache: &self.cache,
            toolchain: &self.toolchain,
            environment: &context.environment,
            offline: context.offline,
            interrupt: &context.interrupt,
        };
        let announce = || {
            let words = "preparing the explorer, once: compiling it takes about half a minute";
            progress.say(words);
            if !context.out.live {
                context.out.warning(&format!("{words}\n"));
            }
        };
        workshop.engine(&workspace(), &announce)
    }

    /// Builds and explores a program; the compiler's words are for people or, without colour, for programs.
    pub(super) fn explore(
        &self,
        named: &Path,
        here: &Path,
        request: &Request,
        for_people: bool,
        progress: &Search,
    ) -> Result<Report> {
        let context = self.context;
        let finder = Finder {
            toolchain: &self.toolchain,
            environment: &context.environment,
            interrupt: &context.interrupt,
        };
        let program = finder.find(named, here)?;
        let engine = self.engine(progress)?;
        progress.say(format!("compiling {}", program.name));
        let maker = Maker {
            cache: &self.cache,
            toolchain: &self.toolchain,
            engine: &engine,
            color: for_people && context.out.color,
            ban_unsafe: false,
            interrupt: &context.interrupt,
        };
        let ready = match maker.make(&program)? {
            Made::Ready(ready) => ready,
            Made::Refused(said) => return Ok(Report::build_failed(&program.name, &said)),
            Made::NotExplored { reason, at } => return Ok(Report::not_explored(&program.name, reason, at)),
        };
        let library = Library {
            path: ready.library.clone(),
            engine,
        };
        let explorer = Local {
            scratch: self.cache.scratch(),
        };
        let watch = |reading: &wire::flight::Reading| progress.hear(reading);
        let watch: Option<&(dyn Fn(&wire::flight::Reading) + Sync)> =
            if context.out.live { Some(&watch) } else { None };
        match explorer.explore(&library, request, watch, &context.interrupt)? {
            Explored::CutShort(cut) => Ok(Report::cut_short(&program.name, cut)),
            Explored::Reported(found) => {
                if let (Some(why), Some(token)) = (&found.bad_token, &request.replay) {
                    return Err(
                        usage(format!("the schedule `{token}` is none of {}", program.name))
                            .because(why)
                            .hint(
                                "A token fits the program, the arguments and the clock that it comes from.",
                            ),
                    );
                }
                Ok(Report::explored(
                    &program.name,
                    *found,
                    ready.sources,
                    request.allow_outputs,
                ))
            }
        }
    }
}

fn here() -> Result<PathBuf> {
    std::env::current_dir()
        .map_err(|error| Fault::ours("cannot tell the current directory").because(error.to_string()))
}

fn usage(message: String) -> Fault {
    Fault::new(Kind::Usage, message)
}

/// What was typed, as far as a schedule of the program depends on it.
fn said(args: &Explore) -> String {
    let mut text = quoted(&args.program.display().to_string());
    if args.clock == Clock::Elastic {
        text.push_str(" --clock elastic");
    }
    if args.spurious {
        text.push_str(" --spurious");
    }
    if let Some(file) = &args.stdin {
        text.push_str(" --stdin ");
        text.push_str(&quoted(&file.display().to_string()));
    }
    text
}

/// The program's own arguments, as they are typed behind everything else.
fn arguments(args: &[String]) -> String {
    args.iter().enumerate().fold(String::new(), |text, (at, arg)| {
        let dashes = if at == 0 { " --" } else { "" };
        format!("{text}{dashes} {}", quoted(arg))
    })
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./+,:@=".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

fn request(args: Explore, here: &Path) -> Result<Request> {
    if let Some(token) = &args.replay {
        token::decode(token).map_err(|why| {
            usage(format!("`{token}` is no schedule"))
                .because(why)
                .hint("Copy the token from a report of this program.")
        })?;
    }
    Ok(Request {
        strategy: match args.strategy {
            Strategy::Portfolio => wire::Strategy::Portfolio,
            Strategy::Dpor => wire::Strategy::Dpor,
            Strategy::Naive => wire::Strategy::Naive,
            Strategy::Random => wire::Strategy::Random,
            Strategy::Pct => wire::Strategy::Pct,
            Strategy::Urw => wire::Strategy::Urw,
        },
        clock: match args.clock {
            Clock::Exact => wire::Clock::Exact,
            Clock::Elastic => wire::Clock::Elastic,
        },
        schedules: args.schedules.unwrap_or(0),
        seconds: args.seconds,
        seed: args.seed,
        steps: 0,
        spurious: args.spurious,
        allow_outputs: args.allow_outputs,
        first: false,
        list: 0,
        shorten: None,
        replay: args.replay,
        stdin: args
            .stdin
            .map_or_else(|| Ok(String::new()), |file| input(&file, here))?,
        args: args.args,
    })
}

/// What the program is to read.
fn input(file: &Path, here: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(LONGEST_INPUT + 1)
            .read_to_end(&mut bytes)
    } else {
        std::fs::File::open(here.join(file)).and_then(|it| it.take(LONGEST_INPUT + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| usage(format!("cannot read {}", file.display())).because(error.to_string()))?;
    if bytes.len() as u64 > LONGEST_INPUT {
        return Err(usage(format!("{} is longer than 1 MiB", file.display())));
    }
    String::from_utf8(bytes).map_err(|_| usage(format!("{} is not UTF-8 text", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_come_behind_two_dashes() {
        assert_eq!(arguments(&[]), "");
        assert_eq!(
            arguments(&["--fast".to_owned(), "a b".to_owned()]),
            " -- --fast 'a b'"
        );
    }

    #[test]
    fn words_are_quoted_where_a_shell_would_split_them() {
        for (word, shown) in [
            ("a/b-c.rs", "a/b-c.rs"),
            ("my file.rs", "'my file.rs'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), shown);
        }
    }
}
