//! A program under the explorer: the searches that its checks ask for, and the schedules that they want to be told.

use crate::build::Prepared;
use crate::check::{Searches, schedules::Extent};
use crate::course::Exercise;
use crate::fault::Result;
use crate::finding::Finding;
use crate::observe::Explored;
use crate::observe::explored::{Ask, Done, Like, Search};
use crate::run::{self, Explorer};
use crate::verdict::Verdict;
use std::sync::atomic::AtomicBool;
use wire::{Clock, Request, Right, Strategy};

/// Seconds of real time for one search: far more than its budget of operations takes on any machine.
const SECONDS: u64 = 600;
/// Schedules of the second, longer search of a program in which nothing wrong was seen.
const LONGER: u64 = 200_000;
/// Seconds of real time for that one.
const LONGER_SECONDS: u64 = 1_200;
/// Different outputs of a program that are judged.
const OUTPUTS: u64 = 20_000;
/// Schedules that are told in full.
const TOLD: usize = 4;

/// Explores one program.
pub(crate) struct Lab<'a> {
    pub(crate) explorer: &'a dyn Explorer,
    pub(crate) interrupt: &'a AtomicBool,
    pub(crate) prepared: &'a Prepared,
    pub(crate) exercise: &'a Exercise,
}

impl Lab<'_> {
    /// Runs the searches.
    pub(crate) fn explore(&self, searches: Searches) -> Result<Explored> {
        let mut explored = Explored::default();
        if let Some(extent) = searches.exact {
            let schedules = match extent {
                Extent::Every | Extent::Preemptions(_) => 0,
                Extent::Schedules(count) => u64::from(count),
            };
            explored.exact = Some(self.search(&Request {
                schedules,
                ..self.request(Clock::Exact)
            })?);
        }
        if searches.elastic {
            explored.elastic = Some(self.search(&self.request(Clock::Elastic))?);
        }
        Ok(explored)
    }

    /// Searches once more and for longer, where nothing wrong was seen and every schedule is asked for: a failing program
    /// shows that soon, a right one has to be proved. Whether there was anything to do.
    pub(crate) fn search_on(
        &self,
        searches: Searches,
        findings: &[Finding],
        explored: &mut Explored,
    ) -> Result<bool> {
        let open = findings
            .iter()
            .all(|finding| finding.verdict == Verdict::Inconclusive);
        let done = explored.done(Clock::Exact).map(|done| &done.exploration);
        let short = done.is_some_and(|found| !found.complete && !found.outputs_cut && found.unfinished == 0);
        if searches.exact != Some(Extent::Every) || !open || !short {
            return Ok(false);
        }
        let longer = self.search(&Request {
            strategy: Strategy::Dpor,
            schedules: LONGER,
            seconds: LONGER_SECONDS,
            ..self.request(Clock::Exact)
        })?;
        // One that was cut short knows no more than the first.
        if matches!(longer, Search::Done(_)) {
            explored.exact = Some(longer);
        }
        Ok(true)
    }

    /// Finds out what the program can print on a machine that is late now and then, where nothing but the output of the
    /// native run is wrong. Whether there was anything to do.
    pub(crate) fn explain(&self, findings: &[Finding], explored: &mut Explored) -> Result<bool> {
        if !Lab::is_late(findings, explored) {
            return Ok(false);
        }
        explored.late = Some(self.search(&self.request(Clock::Elastic))?);
        Ok(true)
    }

    /// Whether every schedule is right on the exact clock and nothing but the output of the native run is wrong: that
    /// comes of a machine on which sleeps last too long, as far as is known.
    pub(crate) fn is_late(findings: &[Finding], explored: &Explored) -> bool {
        // What the explorer found asks for a schedule to be told.
        let only_native = findings.iter().all(|finding| {
            finding.ask.is_none() && matches!(finding.verdict, Verdict::Wrong | Verdict::Inconclusive)
        });
        let right = |done: &Done| done.exploration.complete && done.exploration.findings.is_empty();
        let refuted = match &explored.late {
            Some(Search::Done(done)) => done.exploration.complete,
            _ => false,
        };
        !findings.is_empty() && only_native && !refuted && explored.done(Clock::Exact).is_some_and(right)
    }

    /// Tells the schedules that findings ask for; whether there were any.
    pub(crate) fn tell(&self, findings: &[Finding], explored: &mut Explored) -> Result<bool> {
        let asks = findings.iter().filter_map(|finding| finding.ask.as_ref());
        let mut told = false;
        for (clock, ask) in asks.take(TOLD) {
            let Some(done) = explored.done_mut(*clock) else {
                continue;
            };
            let request = Request {
                replay: Some(ask.token.clone()),
                shorten: Some(match &ask.like {
                    Like::Output(right) => wire::Like::Failure(rights(done, right)),
                    Like::Makespan => wire::Like::Makespan,
                    Like::Overlap => wire::Like::Overlap,
                }),
                ..self.request(*clock)
            };
            if let Some(finding) = self.replay(&request)? {
                done.told.insert(Ask { ..ask.clone() }, finding);
                told = true;
            }
        }
        Ok(told)
    }

    fn replay(&self, request: &Request) -> Result<Option<wire::Finding>> {
        Ok(match self.search(request)? {
            Search::Done(done) => done.exploration.replayed,
            _ => None,
        })
    }

    fn search(&self, request: &Request) -> Result<Search> {
        match self.prepared {
            Prepared::Ready(library, _) => {
                let raw: run::Explored = self.explorer.explore(library, request, None, self.interrupt)?;
                Ok(Search::of(raw))
            }
            Prepared::NotExplored { reason, at } => Ok(Search::NotExplored {
                reason: reason.clone(),
                at: at.clone(),
            }),
        }
    }

    /// What every request for this program says.
    fn request(&self, clock: Clock) -> Request {
        Request {
            clock,
            seconds: SECONDS,
            // Which outputs are right is for the checks to say.
            allow_outputs: true,
            list: OUTPUTS,
            stdin: self.exercise.stdin.clone(),
            args: self.exercise.args.clone(),
            ..Request::default()
        }
    }
}

/// These outputs of a search, as the explorer knows them.
fn rights(done: &Done, which: &[usize]) -> Vec<Right> {
    let outputs = which.iter().filter_map(|at| done.exploration.outputs.get(*at));
    let right = |output: &wire::Output| Right {
        stdout: output.stdout.clone(),
        exit: output.exit,
    };
    outputs.map(right).collect()
}
