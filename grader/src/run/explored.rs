//! A compiled program → [`Explored`]: the explorer runs in a process of its own, and is watched like any program.
//!
//! It shares that process with the learner's code, so it may die of it. Then the flight recorder, a file that it keeps
//! mapped, still says which schedule was under way.

use crate::build::{Engine, Library};
use crate::fault::{Fault, Kind, Result};
use crate::workdir::WorkDir;
use sandbox::{Ending, Job, Limits, Streams};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use wire::flight::{self, Reading};
use wire::{Exploration, Request, token};

/// How much longer than it was told the explorer may take to come to an end by itself.
const GRACE: Duration = Duration::from_secs(5);
/// Memory for the program and the search. The explorer itself gives a program a gigabyte.
const MEMORY: u64 = 3 << 30;
/// The explorer writes reports, and says little.
const OUTPUT: u64 = 64 << 10;
/// It runs on one thread. But what a program may reserve grows with its threads, and the explorer reserves address
/// space for hundreds of arenas.
const THREADS: u32 = 8_192;
/// How often the flight recorder is read for those who watch.
const LOOK: Duration = Duration::from_millis(200);
/// The most bytes of a report.
const LONGEST: u64 = 256 << 20;

/// What came of an exploration.
#[derive(Debug, Clone, PartialEq)]
pub enum Explored {
    /// The explorer came to its end.
    Reported(Box<Exploration>),
    /// A limit of ours was reached before.
    CutShort(CutShort),
}

/// An exploration that did not come to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutShort {
    /// Which limit was reached: lower case, no final period.
    pub why: String,
    /// Schedules that had been run to their end.
    pub schedules: u64,
    /// The schedule that was under way.
    pub token: Option<String>,
}

/// Explores compiled programs.
pub trait Explorer: Sync {
    /// Explores the program in `library`; `watch` hears now and then how far the search is.
    ///
    /// # Errors
    /// The explorer could not be run, broke down, or was interrupted: trouble that the program has no part in.
    fn explore(
        &self,
        library: &Library,
        request: &Request,
        watch: Option<&(dyn Fn(&Reading) + Sync)>,
        interrupt: &AtomicBool,
    ) -> Result<Explored>;
}

/// Explores on this machine.
#[derive(Debug)]
pub struct Local {
    /// Where working directories are made.
    pub scratch: PathBuf,
}

impl Explorer for Local {
    fn explore(
        &self,
        library: &Library,
        request: &Request,
        watch: Option<&(dyn Fn(&Reading) + Sync)>,
        interrupt: &AtomicBool,
    ) -> Result<Explored> {
        let files = Files::make(&self.scratch, request)?;
        let job = files.job(&library.engine, &library.path, request);
        let run = || {
            sandbox::run(&job, interrupt).map_err(|error| {
                Fault::ours(error.to_string())
                    .because(error.source.to_string())
                    .hint("`doctor` tries everything that running a program needs.")
            })
        };
        let run = match watch {
            None => run(),
            Some(watch) => thread::scope(|scope| {
                let (over, ended) = mpsc::channel::<()>();
                let flight = &files.flight;
                scope.spawn(move || {
                    while ended.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                        if let Some(reading) = read(flight) {
                            watch(&reading);
                        }
                    }
                });
                let run = run();
                drop(over);
                run
            }),
        }?;
        let words = String::from_utf8_lossy(&run.stderr.bytes).into_owned();
        conclude(
            run.ending,
            &words,
            files.report(),
            read(&files.flight).as_ref(),
            request,
        )
    }
}

/// The files by which we talk with the explorer.
struct Files {
    dir: WorkDir,
    request: PathBuf,
    report: PathBuf,
    flight: PathBuf,
}

impl Files {
    fn make(scratch: &Path, request: &Request) -> Result<Self> {
        let dir = WorkDir::new(scratch)?;
        let at = |name: &str| dir.path.join(name);
        let files = Files {
            request: at("request.json"),
            report: at("report.json"),
            flight: at("flight"),
            dir,
        };
        let text = serde_json::to_vec(request)
            .map_err(|error| Fault::ours("cannot write down what to explore").because(error.to_string()))?;
        fs::write(&files.request, text).map_err(|error| Fault::io("cannot write", &files.request, &error))?;
        Ok(files)
    }

    fn job(&self, engine: &Engine, library: &Path, request: &Request) -> Job {
        let args = [library, &self.request, &self.report, &self.flight];
        let wall = match request.seconds {
            // Nobody asked for an end; a year comes after every other one.
            0 => Duration::from_hours(24 * 365),
            seconds => Duration::from_secs(seconds).saturating_add(GRACE),
        };
        Job {
            program: engine.program(),
            args: args.map(|path| path.as_os_str().to_owned()).to_vec(),
            env: [
                ("LD_LIBRARY_PATH", engine.libraries()),
                ("TMPDIR", &self.dir.path),
            ]
            .map(|(name, path)| (OsString::from(name), path.as_os_str().to_owned()))
            .to_vec(),
            dir: self.dir.path.clone(),
            streams: Streams::Captured { stdin: Vec::new() },
            limits: Limits {
                wall,
                memory: MEMORY,
                output: OUTPUT,
                threads: THREADS,
                processes: 0,
            },
        }
    }

    /// What the explorer wrote, if all of it is there.
    fn report(&self) -> Option<Exploration> {
        let mut bytes = Vec::new();
        File::open(&self.report)
            .ok()?
            .take(LONGEST)
            .read_to_end(&mut bytes)
            .ok()?;
        serde_json::from_slice(&bytes).ok()
    }
}

fn read(flight: &Path) -> Option<Reading> {
    let mut bytes = Vec::new();
    File::open(flight)
        .ok()?
        .take(flight::SIZE as u64)
        .read_to_end(&mut bytes)
        .ok()?;
    Reading::of(&bytes)
}

/// What became of it, from how the process ended and from what it left.
fn conclude(
    ending: Ending,
    words: &str,
    report: Option<Exploration>,
    reading: Option<&Reading>,
    request: &Request,
) -> Result<Explored> {
    let under_way = reading.and_then(|reading| Some(token::encode(reading.switches.as_ref()?)));
    let cut = |why: String| {
        Ok(Explored::CutShort(CutShort {
            why,
            schedules: reading.map_or(0, |reading| reading.schedules),
            token: under_way.clone(),
        }))
    };
    let broke = |how: String| {
        let fault = Fault::ours(format!("the explorer broke down: {how}"));
        let said = words.lines().map(str::trim).find(|line| !line.is_empty());
        let fault = said.into_iter().fold(fault, |fault, line| {
            fault.because(line.chars().take(300).collect::<String>())
        });
        Err(match &under_way {
            Some(token) => fault.hint(format!(
                "It was in the schedule {token}; `--replay {token}` runs it alone."
            )),
            None => fault,
        })
    };
    match (ending, report) {
        (Ending::Exited(0), Some(report)) if report.format == wire::FORMAT => {
            Ok(Explored::Reported(Box::new(report)))
        }
        (Ending::Exited(0), Some(report)) => broke(format!("it speaks format {}", report.format)),
        (Ending::Exited(0), None) => broke("it left no report".to_owned()),
        (Ending::Exited(status), _) => broke(format!("it exited with status {status}")),
        (Ending::Signaled(signal), _) => broke(format!("signal {signal}")),
        (Ending::Interrupted, _) => Err(Fault::new(Kind::Interrupted, "interrupted")),
        (Ending::OutOfTime, _) => cut(format!("{} s were over", request.seconds)),
        (Ending::OutOfMemory, _) => cut(format!("{} GiB of memory were used", MEMORY >> 30)),
        (Ending::Stuck, _) => broke("it waits for ever".to_owned()),
        (Ending::TooMuchOutput | Ending::TooManyThreads | Ending::TooManyProcesses, _) => {
            broke("the program got out of its hands".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(schedules: u64, switches: Option<token::Switches>) -> Reading {
        Reading {
            schedules,
            estimate: None,
            switches,
        }
    }

    fn ends(ending: Ending, words: &str, report: Option<Exploration>) -> Result<Explored> {
        let request = Request {
            seconds: 7,
            ..Request::default()
        };
        conclude(ending, words, report, Some(&at(41, Some(vec![(3, 1)]))), &request)
    }

    fn report(format: u32) -> Exploration {
        Exploration {
            format,
            ..Exploration::default()
        }
    }

    #[test]
    fn a_report_counts_only_after_a_good_end() {
        assert_eq!(
            ends(Ending::Exited(0), "", Some(report(1))),
            Ok(Explored::Reported(Box::new(report(1))))
        );
        for (ending, report, how) in [
            (Ending::Exited(0), None, "it left no report"),
            (Ending::Exited(0), Some(report(9)), "it speaks format 9"),
            (Ending::Exited(101), Some(report(1)), "it exited with status 101"),
            (Ending::Signaled(11), Some(report(1)), "signal 11"),
        ] {
            let fault = ends(ending, "\n  what it said\nand more\n", report).unwrap_err();
            assert_eq!(fault.message, format!("the explorer broke down: {how}"));
            assert_eq!(fault.causes, ["what it said"]);
            assert_eq!(
                fault.hints,
                ["It was in the schedule 1:3.1; `--replay 1:3.1` runs it alone."]
            );
            assert_eq!(fault.exit_code(), 3);
        }
    }

    #[test]
    fn our_limits_cut_it_short_and_name_the_schedule_under_way() {
        let expected = |why: &str| {
            Ok(Explored::CutShort(CutShort {
                why: why.to_owned(),
                schedules: 41,
                token: Some("1:3.1".to_owned()),
            }))
        };
        assert_eq!(ends(Ending::OutOfTime, "", None), expected("7 s were over"));
        assert_eq!(
            ends(Ending::OutOfMemory, "", None),
            expected("3 GiB of memory were used")
        );
        assert_eq!(ends(Ending::Interrupted, "", None).unwrap_err().exit_code(), 130);
    }

    /// A flight recorder in which 7 schedules are over and one runs.
    fn recorder() -> Vec<u8> {
        let words = [flight::MAGIC, 7, 0, 1, 1, 0, 0, 0];
        let mut bytes: Vec<u8> = words.iter().flat_map(|word: &u64| word.to_le_bytes()).collect();
        bytes.extend([5_u32, 2].iter().flat_map(|half| half.to_le_bytes()));
        bytes
    }

    /// A process that is watched while it works, and that dies as a crashed explorer does.
    #[test]
    fn a_crash_is_our_fault_and_names_the_schedule() {
        let dir = tempfile::tempdir().unwrap();
        let seen = dir.path().join("seen");
        // Only what the shell does by itself: the explorer may start no process.
        let bytes: Vec<String> = recorder().iter().map(|byte| format!("\\{byte:03o}")).collect();
        let bytes = bytes.concat();
        let text = format!(
            "printf '{bytes}' > $4\nuntil [ -e {}/seen ]; do :; done\nread line < $2\necho \"$line\" >&2\nkill -SEGV $$",
            dir.path().display()
        );
        let engine = Engine::made_up(dir.path(), &text);
        let explorer = Local {
            scratch: dir.path().join("runs"),
        };
        let library = Library {
            path: "/program.so".into(),
            engine,
        };
        let watch = |reading: &Reading| {
            assert_eq!(reading, &at(7, Some(vec![(5, 2)])));
            fs::write(&seen, "").unwrap();
        };
        let request = Request {
            stdin: "to be read".to_owned(),
            ..Request::default()
        };
        let never = AtomicBool::new(false);
        let fault = explorer
            .explore(&library, &request, Some(&watch), &never)
            .unwrap_err();
        assert_eq!(fault.message, "the explorer broke down: signal 11");
        assert!(fault.causes[0].contains("to be read"), "{fault}");
        assert!(fault.hints[0].contains("--replay 1:5.2"), "{fault:?}");
    }

    #[test]
    fn between_two_schedules_none_is_named() {
        let cut = conclude(
            Ending::OutOfTime,
            "",
            None,
            Some(&at(2, None)),
            &Request::default(),
        )
        .unwrap();
        let Explored::CutShort(cut) = cut else {
            panic!("{cut:?}")
        };
        assert_eq!((cut.schedules, cut.token), (2, None));
    }
}
