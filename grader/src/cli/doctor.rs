//! `doctor`: tries everything that grading needs, and says what to do about what does not work.

use super::context::Context;
use super::explore::Bench;
use crate::build::{Builder, Order};
use crate::fault::{Fault, Kind, Result};
use crate::progress::Search;
use crate::report::text::paint::wrap;
use crate::run::Executor;
use crate::workdir::WorkDir;
use sandbox::{Ending, Job, Limits, Streams};
use std::path::{Path, PathBuf};
use std::time::Duration;
use wire::Request;

/// What one probe found.
enum Finding {
    /// It works.
    Works(String),
    /// It works less well than it could: what follows, and the remedy.
    Limited(String, String),
}

/// Probes by doing, never by reading a setting.
pub(super) fn doctor(context: &Context) -> Result<u8> {
    let probe = Probe::new(context)?;
    let found = [
        ("course", probe.course()),
        ("compiler", probe.compiler()),
        ("linker", probe.linker()),
        ("running", probe.running()),
        ("deadlocks", probe.deadlocks()),
        ("explorer", probe.explorer()),
        ("containment", Ok(containment())),
        ("terminal", Ok(terminal(context))),
    ];
    let (out, paint) = (context.out, context.out.paint());
    let mut broken = false;
    for (name, finding) in found {
        let (mark, text, remedies) = match finding {
            Ok(Finding::Works(text)) => (paint.good("✓"), text, Vec::new()),
            Ok(Finding::Limited(text, remedy)) => (paint.note("!"), text, vec![remedy]),
            Err(fault) => {
                broken = true;
                (paint.bad("✗"), fault.to_string(), fault.hints)
            }
        };
        out.line(format_args!("{mark} {name:<12} {}", wrap(&text, out.width, 15)))?;
        for remedy in remedies {
            out.line(format_args!("{:15}{}", "", wrap(&remedy, out.width, 15)))?;
        }
    }
    Ok(if broken { 3 } else { 0 })
}

/// A crate of the doctor's own, in a directory of its own.
struct Probe<'a> {
    context: &'a Context,
    dir: WorkDir,
}

/// Stuck for ever: `main` waits for a message that its own sender could still send.
const STUCK: &str = "fn main() {\n    let (tx, rx) = std::sync::mpsc::channel::<()>();\n    println!(\"up\");\n    \
                     let _ = rx.recv();\n    drop(tx);\n}\n";

impl<'a> Probe<'a> {
    fn new(context: &'a Context) -> Result<Self> {
        let dir = WorkDir::new(&std::env::temp_dir())?;
        let main = dir.path.join("main.rs");
        std::fs::write(&main, STUCK).map_err(|error| Fault::io("cannot write", &main, &error))?;
        Ok(Probe { context, dir })
    }

    fn course(&self) -> Result<Finding> {
        let course = self.context.course()?;
        let count = course.exercises().count();
        Ok(Finding::Works(format!(
            "{}: {count} exercises",
            course.file.display()
        )))
    }

    fn compiler(&self) -> Result<Finding> {
        let tools = self.context.tools(&self.dir.path)?;
        let toolchain = tools.toolbox.toolchain();
        let version = toolchain.version.lines().next().unwrap_or_default();
        Ok(Finding::Works(format!(
            "{version} at {}",
            toolchain.rustc.display()
        )))
    }

    fn program(&self) -> Result<PathBuf> {
        let tools = self.context.tools(&self.dir.path)?;
        let order = Order {
            name: "doctor".to_owned(),
            role: "probe".to_owned(),
            root: self.dir.path.clone(),
            main: PathBuf::from("main.rs"),
            dependencies: std::collections::BTreeMap::new(),
            color: false,
        };
        let built = tools.toolbox.build(&order)?;
        built.program.ok_or_else(|| {
            let words: String = built
                .diagnostics
                .iter()
                .map(|diagnostic| diagnostic.rendered.as_str())
                .collect();
            Fault::ours("a program that is right was not built").because(words)
        })
    }

    fn linker(&self) -> Result<Finding> {
        self.program()
            .map(|_| Finding::Works("a program builds and links".to_owned()))
    }

    fn run(&self) -> Result<crate::run::Run> {
        let tools = self.context.tools(&self.dir.path)?;
        let job = Job {
            program: self.program()?,
            args: Vec::new(),
            env: Vec::new(),
            dir: self.dir.path.clone(),
            streams: Streams::Captured { stdin: Vec::new() },
            limits: Limits {
                wall: Duration::from_secs(2),
                memory: 1 << 30,
                output: 1 << 16,
                threads: 16,
                processes: 0,
            },
        };
        tools.executor.run(&job, Path::new(""), &self.context.interrupt)
    }

    fn running(&self) -> Result<Finding> {
        let run = self.run()?;
        if run.raw.stdout.bytes == b"up\n" {
            return Ok(Finding::Works(
                "a program starts and its output arrives".to_owned(),
            ));
        }
        Err(Fault::ours(format!(
            "a program that prints was started, and its output did not arrive ({:?})",
            run.raw.ending
        )))
    }

    fn deadlocks(&self) -> Result<Finding> {
        let run = self.run()?;
        let line = run
            .threads
            .iter()
            .find_map(|thread| thread.at.as_ref())
            .map(|at| at.line);
        Ok(match (run.raw.ending, line) {
            (Ending::Stuck, Some(_)) => {
                Finding::Works(format!("a stuck program is recognised, with its line, after {} ms", run.raw.elapsed.as_millis()))
            }
            (Ending::Stuck, None) => Finding::Limited(
                "a stuck program is recognised, but not the line it waits in".to_owned(),
                "Another process's memory cannot be read here; containers often allow it with `--cap-add=SYS_PTRACE`.".to_owned(),
            ),
            _ => Finding::Limited(
                "a stuck program runs into its time limit instead of being recognised".to_owned(),
                "/proc/PID/syscall cannot be read here: see `kernel.yama.ptrace_scope` and how /proc is mounted.".to_owned(),
            ),
        })
    }

    /// Grading does without it, so what keeps it from working is no reason to call the machine broken.
    fn explorer(&self) -> Result<Finding> {
        match self.explored() {
            Ok(found) if found.complete && found.schedules == 2 => Ok(Finding::Works(
                "every schedule of a small program is run".to_owned(),
            )),
            Ok(found) => Err(Fault::ours(format!(
                "a program with two schedules was explored, in {} schedules",
                found.schedules
            ))),
            Err(fault) if fault.kind == Kind::Ours => {
                let remedy = fault.hints.first().cloned();
                Ok(Finding::Limited(
                    format!("`explore` does not work: {fault}"),
                    remedy.unwrap_or_else(|| "Grading works without it.".to_owned()),
                ))
            }
            Err(fault) => Err(fault),
        }
    }

    fn explored(&self) -> Result<wire::Exploration> {
        let main = self.dir.path.join("two.rs");
        std::fs::write(&main, TWO).map_err(|error| Fault::io("cannot write", &main, &error))?;
        let progress = Search::new(self.context.out.live);
        let bench = Bench::open(self.context, &main, &self.dir.path)?;
        let report = bench.explore(&main, &self.dir.path, &Request::default(), false, &progress)?;
        match report.reason {
            Some(reason) => Err(Fault::ours(reason.text)),
            None => Ok(report.exploration),
        }
    }
}

/// Two threads, one lock: two schedules that matter.
const TWO: &str = "use std::sync::Mutex;\nuse std::thread;\nstatic M: Mutex<u8> = Mutex::new(0);\nfn main() {\n    \
                   let t = thread::spawn(|| *M.lock().unwrap() += 1);\n    *M.lock().unwrap() += 1;\n    \
                   t.join().unwrap();\n}\n";

fn containment() -> Finding {
    Finding::Limited(
        "none beyond limits on time, memory, output, threads and processes".to_owned(),
        "Grade only programs that you would run yourself.".to_owned(),
    )
}

fn terminal(context: &Context) -> Finding {
    let color = if context.out.color {
        "colours"
    } else {
        "no colours"
    };
    Finding::Works(format!("{} columns, {color}", context.out.width))
}
