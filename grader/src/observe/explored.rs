//! What the explorer reported → what checks may look at. It is a claim: the explored program shared its memory.

use super::text;
use crate::build::Place;
use crate::run::{CutShort, Explored as Raw};
use std::collections::BTreeMap;
use wire::{Clock, Exploration, Finding};

/// A program under the explorer.
#[derive(Debug, Clone, Default)]
pub struct Explored {
    /// On the exact clock, where every sleep lasts as long as it says.
    pub exact: Option<Search>,
    /// On the elastic clock, where any sleep may last longer.
    pub elastic: Option<Search>,
    /// What can be printed on a machine that is late now and then: asked for where the native run printed something that
    /// the exact clock rules out.
    pub late: Option<Search>,
}

/// One search.
#[derive(Debug, Clone)]
pub enum Search {
    /// It came to its end.
    Done(Box<Done>),
    /// The program compiles and cannot be explored.
    NotExplored {
        /// Why: lower case, no final period.
        reason: String,
        /// The place that shows it.
        at: Option<Place>,
    },
    /// A limit of ours ended it.
    CutShort(CutShort),
}

/// A search that came to its end.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// What was found.
    pub exploration: Exploration,
    /// What each of its outputs printed, as [`text`] gives it.
    pub printed: Vec<String>,
    /// Schedules that were told in full because a check asked for them.
    pub told: BTreeMap<Ask, Finding>,
}

/// A schedule that a check wants to be told in full.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// The schedule.
    pub token: String,
    /// In what a shorter one must be like it, to be told in its place.
    pub like: Like,
}

/// In what a schedule must be like another one: see [`wire::Like`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Like {
    /// It prints none of the outputs that are right, given as indices; without any, the very same.
    Output(Vec<usize>),
    /// It takes as long.
    Makespan,
    /// As many tasks are at work at once.
    Overlap,
}

impl Explored {
    /// The search on this clock.
    #[must_use]
    pub fn on(&self, clock: Clock) -> Option<&Search> {
        match clock {
            Clock::Exact => self.exact.as_ref(),
            Clock::Elastic => self.elastic.as_ref(),
        }
    }

    /// Whether a machine that lets sleeps last too long explains this output of a program that is right on the exact
    /// clock. None: that was not tried.
    #[must_use]
    pub fn lateness_explains(&self, stdout: &str) -> Option<bool> {
        let printed = |done: &Done| done.printed.iter().any(|printed| printed == stdout);
        match self.late.as_ref()? {
            Search::Done(done) => Some(printed(done)),
            Search::NotExplored { .. } | Search::CutShort(_) => Some(false),
        }
    }

    /// The search on this clock, if it came to its end.
    #[must_use]
    pub fn done(&self, clock: Clock) -> Option<&Done> {
        match self.on(clock) {
            Some(Search::Done(done)) => Some(done),
            _ => None,
        }
    }

    /// The same, to add a schedule that was told.
    pub fn done_mut(&mut self, clock: Clock) -> Option<&mut Done> {
        let search = match clock {
            Clock::Exact => self.exact.as_mut(),
            Clock::Elastic => self.elastic.as_mut(),
        };
        match search {
            Some(Search::Done(done)) => Some(done),
            _ => None,
        }
    }
}

impl Search {
    /// Cleans what the explorer said.
    #[must_use]
    pub fn of(raw: Raw) -> Self {
        match raw {
            Raw::CutShort(cut) => Search::CutShort(cut),
            Raw::Reported(exploration) => match &exploration.refused {
                Some(refused) => Search::NotExplored {
                    reason: format!(
                        "it uses `{}`, which the explorer does not model",
                        text(refused.item.as_bytes())
                    ),
                    at: place(&refused.at),
                },
                None => Search::Done(Box::new(Done::of(*exploration))),
            },
        }
    }
}

impl Done {
    pub(crate) fn of(exploration: Exploration) -> Self {
        let printed = exploration.outputs.iter();
        Done {
            printed: printed.map(|output| text(output.stdout.as_bytes())).collect(),
            exploration,
            told: BTreeMap::new(),
        }
    }
}

/// A place of the explorer's; none where it is unknown.
#[must_use]
pub fn place(at: &wire::Place) -> Option<Place> {
    (at.line > 0).then(|| Place {
        file: text(at.file.as_bytes()),
        line: at.line,
        column: (at.column > 0).then_some(at.column),
    })
}
