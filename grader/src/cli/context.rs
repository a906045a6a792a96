//! What the commands share: the course, the caches, the toolchain, the interrupt flag, the way to the screen.

use super::args::Global;
use super::no_such_exercise;
use super::out::Out;
use crate::build::{Cache, Environment, Toolbox};
use crate::check::Searches;
use crate::course::{self, Course, Exercise};
use crate::fault::{Fault, Kind, Result};
use crate::pipeline::{Graded, Pipeline};
use crate::plan::Task;
use crate::progress::Progress;
use crate::record::Record;
use crate::report::{self, Format, Look, Report};
use crate::run::{Local, Native};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What every command gets.
pub(super) struct Context {
    pub(super) out: Out,
    /// How the grader is called: suggested commands begin with it.
    pub(super) program: String,
    pub(super) format: &'static Format,
    pub(super) interrupt: Arc<AtomicBool>,
    pub(super) environment: Environment,
    pub(super) jobs: usize,
    pub(super) offline: bool,
    course: Option<PathBuf>,
    cache: Option<PathBuf>,
}

/// The course file's name.
const COURSE_FILE: &str = "course.yaml";

impl Context {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the environment is read"
    )]
    pub(super) fn new(global: &Global) -> Self {
        let jobs = global.jobs.map_or_else(
            || std::thread::available_parallelism().map_or(1, usize::from),
            usize::from,
        );
        let by_cargo = std::env::var_os("CARGO").is_some();
        Context {
            out: Out::new(global.color),
            program: if by_cargo {
                "cargo run -p grader --"
            } else {
                "grader"
            }
            .to_owned(),
            format: report::format(&global.format).unwrap_or(&report::FORMATS[0]),
            interrupt: interrupt_flag(),
            environment: Environment::read(|name| std::env::var_os(name)),
            jobs,
            offline: global.offline,
            course: global.course.clone(),
            cache: std::env::var_os("CLEW_CACHE").map(PathBuf::from),
        }
    }

    /// Reads the course.
    pub(super) fn course(&self) -> Result<Course> {
        let file = match &self.course {
            Some(file) => file.clone(),
            None => find_course()?,
        };
        course::load(&file)
    }

    /// The learner's record for a course.
    pub(super) fn record(course: &Course) -> Result<Record> {
        Record::load(&record_path(course))
    }

    /// Saves the record; where that fails, grading goes on and the learner is told.
    pub(super) fn save(&self, record: &Record, course: &Course) {
        if let Err(fault) = record.save(&record_path(course)) {
            let paint = crate::report::text::paint::Paint {
                color: self.out.error_color,
            };
            self.out.warning(&format!(
                "{} your progress is not saved: {fault}\n",
                paint.note("warning:")
            ));
        }
    }

    /// The exercise that was named, or the next one to do.
    pub(super) fn chosen<'a>(
        named: Option<&str>,
        course: &'a Course,
        record: &Record,
    ) -> Result<&'a Exercise> {
        match named {
            Some(name) => course
                .exercise(name)
                .ok_or_else(|| no_such_exercise(name, course)),
            None => next_unfinished(course, record).ok_or_else(|| {
                Fault::new(Kind::Usage, "every exercise is done")
                    .hint("Name one, as in `check race-counter`.")
            }),
        }
    }

    /// The cache and the compiler.
    pub(super) fn tools(&self, root: &Path) -> Result<Tools> {
        let cache = self.open_cache(root)?;
        let scratch = cache.scratch();
        let toolbox = Toolbox::new(
            cache,
            &self.environment,
            root,
            self.offline,
            Arc::clone(&self.interrupt),
        )?;
        Ok(Tools {
            toolbox,
            executor: Native::new(root.to_owned()),
            explorer: Local {
                scratch: scratch.clone(),
            },
            scratch,
        })
    }

    /// The cache beside our own executable (so that it follows cargo's target directory), or below the course, or,
    /// where neither can be written, a temporary one.
    pub(super) fn open_cache(&self, root: &Path) -> Result<Cache> {
        if let Some(dir) = &self.cache {
            return Cache::open(dir);
        }
        let beside = std::env::current_exe().ok().and_then(|exe| {
            let target = exe.parent()?.parent()?;
            target.join("CACHEDIR.TAG").exists().then(|| target.join("clew"))
        });
        let dir = beside.unwrap_or_else(|| root.join("target/clew"));
        Cache::open(&dir).or_else(|fault| Cache::open_temporary().map_err(|_| fault))
    }

    /// Grades tasks with the real compiler on the real machine, and shows how far it is.
    pub(super) fn grade(&self, course: &Course, tasks: &[Task<'_>]) -> Result<Vec<Graded>> {
        let tools = self.tools(&course.root)?;
        self.grade_with(&tools, course, tasks)
    }

    /// The same with tools at hand.
    pub(super) fn grade_with(
        &self,
        tools: &Tools,
        course: &Course,
        tasks: &[Task<'_>],
    ) -> Result<Vec<Graded>> {
        let explored = |task: &Task<'_>| Searches::of(task.exercise.checks()) != Searches::default();
        if tasks.iter().any(explored) {
            self.prepare_explorer(tools)?;
        }
        self.with_pipeline(tools, &course.root, tasks.len(), |pipeline| pipeline.grade(tasks))
    }

    /// Does something with the pipeline over programs below `root`, and shows how many of the tasks are done.
    pub(super) fn with_pipeline<T>(
        &self,
        tools: &Tools,
        root: &Path,
        tasks: usize,
        work: impl FnOnce(&Pipeline<'_>) -> T,
    ) -> T {
        let progress = Progress::new(self.out.live, tasks);
        work(&Pipeline {
            builder: &tools.toolbox,
            executor: &tools.executor,
            explorer: &tools.explorer,
            root,
            scratch: &tools.scratch,
            jobs: self.jobs,
            color: self.out.color,
            interrupt: &self.interrupt,
            events: &|event| progress.hear(event),
        })
    }

    /// Makes the explorer ready, and says so where that takes long.
    pub(super) fn prepare_explorer(&self, tools: &Tools) -> Result<()> {
        let words = "preparing the explorer, once: compiling it takes about half a minute";
        tools
            .toolbox
            .engine(&|| self.out.warning(&format!("{words}\n")))?;
        Ok(())
    }

    /// Writes a report in the format asked for.
    pub(super) fn show(&self, report: &Report, detail: bool) -> Result<()> {
        let look = Look {
            color: self.out.color,
            width: self.out.width,
            program: self.program.clone(),
            detail,
        };
        self.out.bytes(&(self.format.render)(report, &look))
    }

    /// Whether people read the output: then it may also say what to do next.
    pub(super) fn for_people(&self) -> bool {
        self.format.name == report::FORMATS[0].name
    }
}

/// What grading works with.
pub(super) struct Tools {
    pub(super) toolbox: Toolbox,
    pub(super) executor: Native,
    pub(super) explorer: Local,
    pub(super) scratch: PathBuf,
}

/// The first exercise that did not pass when it was last graded.
pub(super) fn next_unfinished<'a>(course: &'a Course, record: &Record) -> Option<&'a Exercise> {
    course
        .exercises()
        .find(|exercise| !record.is_done(&exercise.name))
}

fn record_path(course: &Course) -> PathBuf {
    course.root.join("progress.txt")
}

/// `course.yaml` here or in the nearest directory above.
fn find_course() -> Result<PathBuf> {
    let here = std::env::current_dir()
        .map_err(|error| Fault::ours("cannot tell the current directory").because(error.to_string()))?;
    here.ancestors()
        .map(|dir| dir.join(COURSE_FILE))
        .find(|file| file.is_file())
        .ok_or_else(|| {
            Fault::new(
                Kind::Course,
                format!("no {COURSE_FILE} in {} or above it", here.display()),
            )
            .hint("Go to the course's directory, or name the file with `--course FILE`.")
        })
}

/// Raised by ctrl-C, SIGTERM and SIGHUP. The second ctrl-C ends the grader at once.
fn interrupt_flag() -> Arc<AtomicBool> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // The order matters: the first signal finds the flag down and only raises it.
        let registered = signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&flag))
            .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&flag)));
        // Without a handler ctrl-C ends the grader as it ends any program; its children follow it.
        let _ = registered;
    }
    flag
}
