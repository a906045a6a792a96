//! Which schedule next: the strategies, behind one small trait.
//!
//! A strategy is asked at every scheduling point who goes next, is told how the schedule went, and says whether there
//! is another one to run. To add one: a file here with an `impl Strategy`, and a line in [`named`].

mod dice;
pub(crate) mod dpor;
pub(crate) mod naive;
mod pct;
mod random;
pub(crate) mod replay;
pub(crate) mod scout;
mod set;
mod urw;

pub(crate) use set::Set;

use crate::model::{Event, Op, Task};

/// What a strategy sees at a scheduling point.
#[derive(Debug)]
pub(crate) struct View<'a> {
    /// Who can go on now; never empty.
    pub enabled: &'a Set,
    /// Who could go on, only to read once more what it has read before. To be chosen only to repeat a schedule.
    pub spinning: &'a Set,
    /// Who went last.
    pub last: Task,
    /// What each task announces, by number; meaningful for those that are alive.
    pub pending: &'a [Op],
    /// What has happened.
    pub trace: &'a [Event],
    /// Tasks in the order of creation.
    pub order: &'a [Task],
}

impl View<'_> {
    /// Whether `task` can go on, if only to read once more what it has read before.
    pub(crate) fn possible(&self, task: Task) -> bool {
        self.enabled.has(task) || self.spinning.has(task)
    }

    /// The default choice, from which replay tokens tell the exceptions: whoever went last goes on, else the one that
    /// was created first. Without any exception this is the schedule without preemptions.
    pub(crate) fn default_choice(&self) -> Task {
        if self.enabled.has(self.last) {
            return self.last;
        }
        self.order
            .iter()
            .copied()
            .find(|&it| self.enabled.has(it))
            .unwrap_or(self.last)
    }
}

/// A schedule that is over.
#[derive(Debug)]
pub(crate) struct Over<'a> {
    /// What happened.
    pub trace: &'a [Event],
    /// Tasks in the order of creation.
    pub order: &'a [Task],
    /// What the tasks that never came to it had announced.
    pub stuck: &'a [(Task, Op)],
    /// Nothing more could have happened: it did not end at a limit.
    pub whole: bool,
}

/// A way to choose schedules.
pub(crate) trait Strategy {
    /// Who goes next; none: this schedule can only repeat another one.
    fn pick(&mut self, view: &View<'_>) -> Option<Task>;

    /// Whether tasks go on after the process is gone, so that what they could have done before is seen.
    fn ghosts(&self) -> bool {
        false
    }

    /// The schedule is over.
    fn learn(&mut self, _over: &Over<'_>) {}

    /// Whether there is another schedule; makes ready for it.
    fn advance(&mut self) -> bool;

    /// Once [`Strategy::advance`] said no: whether every schedule that can differ (within the strategy's bound) was run.
    fn complete(&self) -> bool {
        false
    }

    /// Why what was to be replayed does not fit the program.
    fn misfit(&self) -> Option<String> {
        None
    }

    /// The number of schedules in all, as far as can be told (Knuth 1975, from the branches of the last schedule).
    fn estimate(&self) -> Option<f64> {
        None
    }
}

/// Stands where a strategy was while it is at work. It takes no room.
#[derive(Debug)]
pub(crate) struct Nobody;

impl Strategy for Nobody {
    fn pick(&mut self, _view: &View<'_>) -> Option<Task> {
        None
    }

    fn advance(&mut self) -> bool {
        false
    }
}

/// The strategy of that name; none for the portfolio, which is several.
pub(crate) fn named(strategy: wire::Strategy, seed: u64, elastic: bool) -> Option<Box<dyn Strategy>> {
    Some(match strategy {
        wire::Strategy::Dpor => Box::new(dpor::Dpor::new(elastic)),
        wire::Strategy::Naive => Box::new(naive::Naive::new(None)),
        wire::Strategy::Random => Box::new(random::Random::new(seed)),
        wire::Strategy::Pct => Box::new(pct::Pct::new(seed)),
        wire::Strategy::Urw => Box::new(urw::Urw::new(seed)),
        wire::Strategy::Portfolio => return None,
    })
}
