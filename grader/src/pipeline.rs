//! The only file that joins the stages: build, run, observe, check, decide, for every task, as much at once as the
//! machine allows; says what happens as a stream of events.

use crate::build::{Builder, Built, Diagnostic, Prepared, SourceFile};
use crate::check::{self, Searches};
use crate::fault::{Fault, Result};
use crate::lab::Lab;
use crate::observe::{self, Explored, Observation, Seen};
use crate::plan::Task;
use crate::run::{Executor, Explorer, Run};
use crate::verdict::{self, Outcome};
use crate::workdir::WorkDir;
use sandbox::{Job, Streams};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Everything that grading needs from outside.
pub struct Pipeline<'a> {
    /// Builds programs.
    pub builder: &'a dyn Builder,
    /// Runs them.
    pub executor: &'a dyn Executor,
    /// Runs them through their schedules.
    pub explorer: &'a dyn Explorer,
    /// The course's root.
    pub root: &'a Path,
    /// An existing directory below which each run gets a working directory of its own.
    pub scratch: &'a Path,
    /// How many programs are built at once. More run at once: most of them sleep most of the time.
    pub jobs: usize,
    /// Whether the compiler should colour its messages.
    pub color: bool,
    /// Raised when everything should end.
    pub interrupt: &'a AtomicBool,
    /// Hears what happens.
    pub events: &'a (dyn Fn(Event<'_>) + Sync),
}

/// What happens to a task, told as it happens.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Its build began.
    Building(&'a Task<'a>),
    /// Its run began.
    Running(&'a Task<'a>),
    /// Its exploration began.
    Exploring(&'a Task<'a>),
    /// It is finished.
    Finished(&'a Task<'a>, &'a Graded),
}

/// A graded program.
#[derive(Debug, Clone)]
pub struct Graded {
    /// What became of it; `Err`: it could not be graded, through no fault of its author.
    pub outcome: Result<Outcome>,
    /// What the outcome was judged by; none: it could not be graded.
    pub seen: Option<Seen>,
    /// How long its build took.
    pub build: Duration,
}

impl Graded {
    /// How long it ran; none: it did not run.
    #[must_use]
    pub fn ran(&self) -> Option<Duration> {
        self.seen.as_ref()?.run.as_ref().map(|run| run.elapsed)
    }

    /// What the compiler said.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.seen.as_ref().map_or(&[], |seen| &seen.diagnostics)
    }
}

/// A program that was built and, if that went well, run.
struct Ran {
    built: Built,
    run: Option<Observation>,
}

/// Programs that run at the same time, for each that is built at the same time.
const RUNS_PER_BUILD: usize = 4;

/// A run is disturbed when the machine stood still for so long in it.
const DISTURBED: Duration = Duration::from_millis(100);
/// Builds of one program whose sources change meanwhile.
const MOST_BUILDS: usize = 5;
/// Runs of one program before the least disturbed one has to do.
const MOST_RUNS: usize = 3;

impl Pipeline<'_> {
    /// Grades every task. The answers are in the order of the tasks, whatever finishes first.
    ///
    /// # Errors
    /// Only [`crate::fault::Kind::Interrupted`]: trouble with one task is in that task's [`Graded`].
    pub fn grade(&self, tasks: &[Task<'_>]) -> Result<Vec<Graded>> {
        let next = AtomicUsize::new(0);
        let builds = Permits::new(self.jobs.max(1));
        let work: Vec<(&Task<'_>, Mutex<Option<Graded>>)> =
            tasks.iter().map(|task| (task, Mutex::new(None))).collect();
        std::thread::scope(|scope| {
            for _ in 0..tasks.len().min(self.jobs.max(1) * RUNS_PER_BUILD) {
                scope.spawn(|| {
                    while let Some((task, slot)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if self.interrupt.load(Ordering::Relaxed) {
                            break;
                        }
                        let graded = self.one(task, &builds);
                        (self.events)(Event::Finished(task, &graded));
                        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(graded);
                    }
                });
            }
        });
        if self.interrupt.load(Ordering::Relaxed) {
            return Err(interrupted());
        }
        let graded = work
            .into_iter()
            .map(|(_, slot)| slot.into_inner().unwrap_or_else(PoisonError::into_inner));
        graded.map(|graded| graded.ok_or_else(interrupted)).collect()
    }

    fn one(&self, task: &Task<'_>, builds: &Permits) -> Graded {
        let mut build = Duration::ZERO;
        let graded = self.judged(task, builds, &mut build);
        graded.unwrap_or_else(|fault| Graded {
            outcome: Err(fault),
            seen: None,
            build,
        })
    }

    /// Builds, runs and explores, and judges all that was seen.
    fn judged(&self, task: &Task<'_>, builds: &Permits, took: &mut Duration) -> Result<Graded> {
        let exercise = task.exercise;
        let searches = Searches::of(exercise.checks());
        let (native, explored) = self.settled(task, builds, searches)?;
        let Ran { built: native, run } = native;
        *took = native.took;
        let mut seen = Seen {
            sources: native.sources,
            diagnostics: native.diagnostics,
            run,
            explored: Explored::default(),
            limits: exercise.limits,
        };
        let judge = |seen: &Seen| check::judge(exercise.checks(), seen);
        let findings = match explored {
            None => judge(&seen),
            Some((prepared, explored)) => {
                seen.explored = explored;
                let _permit = builds.take();
                let lab = self.lab(task, &prepared);
                let mut findings = judge(&seen);
                if lab.search_on(searches, &findings, &mut seen.explored)? {
                    findings = judge(&seen);
                }
                if lab.explain(&findings, &mut seen.explored)? {
                    findings = judge(&seen);
                    // What not even that search could tell: once more, as for any run on a machine that was late.
                    for _ in 1..MOST_RUNS {
                        let program = native
                            .program
                            .as_deref()
                            .filter(|_| Lab::is_late(&findings, &seen.explored));
                        let Some(program) = program else { break };
                        seen.run = Some(observe::observe(self.measured(task, program)?));
                        findings = judge(&seen);
                    }
                }
                if lab.tell(&findings, &mut seen.explored)? {
                    findings = judge(&seen);
                }
                findings
            }
        };
        Ok(Graded {
            outcome: Ok(verdict::decide(findings, exercise.points)),
            seen: Some(seen),
            build: *took,
        })
    }

    /// What a program does natively and, where its checks ask for it, when it is explored: both at once, and again where
    /// somebody saved the file in between.
    fn settled(
        &self,
        task: &Task<'_>,
        builds: &Permits,
        searches: Searches,
    ) -> Result<(Ran, Option<(Prepared, Explored)>)> {
        if searches == Searches::default() {
            return Ok((self.natively(task, builds)?, None));
        }
        for _ in 0..MOST_BUILDS {
            let (native, explored) = std::thread::scope(|scope| {
                let beside = scope.spawn(|| self.explored(task, builds, searches));
                let native = self.natively(task, builds);
                let explored = beside.join();
                (
                    native,
                    explored.unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                )
            });
            let native = native?;
            // What the compiler refuses is not explored either, and whatever came of trying does not matter.
            if native.built.program.is_none() {
                return Ok((native, None));
            }
            let explored = explored?;
            match &explored.0 {
                Prepared::Ready(_, sources) if !same(sources, &native.built.sources) => {}
                _ => return Ok((native, Some(explored))),
            }
        }
        Err(Fault::ours(format!(
            "{} keeps changing while it is built",
            task.main.display()
        ))
        .hint("Find out what writes there again and again, or try again when it is done."))
    }

    fn natively(&self, task: &Task<'_>, builds: &Permits) -> Result<Ran> {
        let built = {
            let _permit = builds.take();
            (self.events)(Event::Building(task));
            self.builder.build(&task.order(self.root, self.color))?
        };
        let run = match &built.program {
            None => None,
            Some(program) => {
                (self.events)(Event::Running(task));
                Some(observe::observe(self.measured(task, program)?))
            }
        };
        Ok(Ran { built, run })
    }

    fn explored(
        &self,
        task: &Task<'_>,
        builds: &Permits,
        searches: Searches,
    ) -> Result<(Prepared, Explored)> {
        let _permit = builds.take();
        let prepared = self.builder.prepare(&task.order(self.root, self.color))?;
        (self.events)(Event::Exploring(task));
        let explored = self.lab(task, &prepared).explore(searches)?;
        Ok((prepared, explored))
    }

    fn lab<'b>(&'b self, task: &Task<'b>, prepared: &'b Prepared) -> Lab<'b> {
        Lab {
            explorer: self.explorer,
            interrupt: self.interrupt,
            prepared,
            exercise: task.exercise,
        }
    }

    /// Runs a program. A run during which the machine stood still says more about the machine than about the program, so
    /// it is repeated, whatever came of it; the least disturbed run counts.
    fn measured(&self, task: &Task<'_>, program: &Path) -> Result<Run> {
        let sources = task.main.parent().unwrap_or(Path::new(""));
        let mut best: Option<Run> = None;
        for _ in 0..MOST_RUNS {
            let dir = WorkDir::new(self.scratch)?;
            let run = self
                .executor
                .run(&job(task, program, &dir.path), sources, self.interrupt)?;
            let stalled = run.raw.stalled;
            if best.as_ref().is_none_or(|best| stalled < best.raw.stalled) {
                best = Some(run);
            }
            if stalled < DISTURBED {
                break;
            }
        }
        best.ok_or_else(interrupted)
    }
}

/// The same files, in whatever order.
fn same(one: &[SourceFile], other: &[SourceFile]) -> bool {
    one.len() == other.len() && one.iter().all(|file| other.contains(file))
}

/// The run of a program for an exercise: the same environment wherever and by whomever it is graded.
#[must_use]
pub fn job(task: &Task<'_>, program: &Path, dir: &Path) -> Job {
    let exercise = task.exercise;
    let fixed = [
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("LANG", "C.UTF-8"),
        ("RUST_BACKTRACE", "0"),
    ];
    let own = [("HOME", dir), ("TMPDIR", dir)];
    let env = fixed.map(|(key, value)| (key.into(), value.into())).into_iter();
    Job {
        program: program.to_owned(),
        args: exercise.args.iter().map(Into::into).collect(),
        env: env
            .chain(own.map(|(key, path)| (key.into(), path.into())))
            .collect(),
        dir: dir.to_owned(),
        streams: Streams::Captured {
            stdin: exercise.stdin.clone().into_bytes(),
        },
        limits: exercise.limits,
    }
}

fn interrupted() -> Fault {
    Fault::new(crate::fault::Kind::Interrupted, "interrupted")
}

/// A counting semaphore.
struct Permits {
    free: Mutex<usize>,
    freed: Condvar,
}

struct Permit<'a>(&'a Permits);

impl Permits {
    fn new(count: usize) -> Self {
        Permits {
            free: Mutex::new(count),
            freed: Condvar::new(),
        }
    }

    fn take(&self) -> Permit<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self
            .freed
            .wait_while(free, |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Permit(self)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}
