//! One finding with everything that telling it needs: names, places, and who waits for whom.

use super::acts::is_tidying;
use super::focus::{Fault, Focus};
use super::names::Names;
use super::source::{self, Source};
use super::words::{clean, cut};
use wire::{Event, Exploration, Finding, Op, Place, State, Wait};

/// The later one of the two operations whose order decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Second {
    /// The event of this index.
    Event(usize),
    /// What this task waits for in vain.
    Stuck(usize),
}

/// A finding, its exploration and the names of what takes part.
pub(super) struct Scene<'a> {
    pub(super) exploration: &'a Exploration,
    pub(super) finding: &'a Finding,
    pub(super) sources: &'a [Source],
    names: Names,
    /// The two operations whose order decides.
    pub(super) decisive: Option<(usize, Second)>,
    /// Where tasks panicked.
    panics: Vec<(usize, Place)>,
    /// More than one file takes part, so that a line alone says too little.
    files: bool,
    /// What the story is to show, where that is not plain from the failure.
    pub(super) focus: Focus,
    /// The virtual time that each event took.
    pub(super) took: Vec<u64>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(exploration: &'a Exploration, finding: &'a Finding, sources: &'a [Source]) -> Self {
        let mut files: Vec<&str> = finding
            .events
            .iter()
            .map(|event| event.at.file.as_str())
            .collect();
        files.retain(|file| !file.is_empty() && source::ours(sources, file));
        files.sort_unstable();
        files.dedup();
        let mut scene = Scene {
            decisive: None,
            exploration,
            finding,
            sources,
            names: Names::of(finding, sources),
            panics: panics(finding, sources),
            files: files.len() > 1,
            focus: Focus::default(),
            took: finding.took(),
        };
        scene.decisive = scene.decided();
        scene
    }

    /// The last place in the learner's own source where a task was: a library's own lines tell a learner nothing.
    pub(super) fn place(&self, task: usize) -> Option<&Place> {
        let ours = |at: &&Place| at.line > 0 && source::ours(self.sources, &at.file);
        let is_its = |event: &&Event| event.task == task;
        if let Some((_, place)) = self.panics.iter().find(|(panicked, _)| *panicked == task) {
            return Some(place);
        }
        let at = self.finding.tasks.get(task)?.at.as_ref().filter(|at| ours(at));
        at.or_else(|| {
            self.finding
                .events
                .iter()
                .rev()
                .filter(is_its)
                .map(|event| &event.at)
                .find(|at| ours(at))
        })
    }

    /// What the learner calls a task.
    pub(super) fn task(&self, task: usize) -> String {
        self.names.task(task)
    }

    /// Several tasks, by name.
    pub(super) fn tasks(&self, tasks: &[usize]) -> Vec<String> {
        tasks.iter().map(|task| self.task(*task)).collect()
    }

    /// What the learner calls an object, bare, for the cells of the table.
    pub(super) fn thing(&self, object: Option<usize>, op: Op) -> String {
        let named = object.and_then(|object| self.names.object(object, op));
        named.unwrap_or_else(|| self.described(object, op))
    }

    /// The same in running text: names of the source in backquotes.
    pub(super) fn quoted(&self, object: Option<usize>, op: Op) -> String {
        match object.and_then(|object| self.names.object(object, op)) {
            Some(name) => format!("`{name}`"),
            None => format!("the {}", self.described(object, op)),
        }
    }

    /// Whether an event tells nothing: a task begins or ends, a lock looks after its poisoning, a wait on a condition
    /// variable gives the lock back.
    pub(super) fn is_quiet(&self, index: usize) -> bool {
        let Some(event) = self.finding.events.get(index) else {
            return true;
        };
        let before = index.checked_sub(1).map(|before| &self.finding.events[before]);
        let of_wait = before.is_some_and(|before| before.op == Op::Wait && before.task == event.task);
        let no_sleep = event.op == Op::Sleep && event.value.as_deref() == Some("0ns");
        matches!(event.op, Op::Start | Op::End)
            || no_sleep
            || self.is_poison(event.object)
            || (event.op == Op::Unlock && of_wait)
            || (self.focus.fault != Fault::Own && is_tidying(event.op) && !self.decides(index))
    }

    fn decides(&self, index: usize) -> bool {
        self.finding
            .decisive
            .is_some_and(|(first, second)| first == index || second == index)
    }

    /// Whether the object is what a lock keeps its poisoning in.
    pub(super) fn is_poison(&self, object: Option<usize>) -> bool {
        let object = object.and_then(|object| self.finding.objects.get(object));
        object.is_some_and(|object| object.kind == "poison flag")
    }

    fn described(&self, object: Option<usize>, op: Op) -> String {
        let Some(made) = object.and_then(|object| self.finding.objects.get(object)) else {
            return kind_for(op).to_owned();
        };
        let kind = if made.kind.is_empty() {
            kind_for(op).to_owned()
        } else {
            cut(&clean(&made.kind), 20)
        };
        match &made.made_at {
            Some(place) if place.line > 0 => format!("{kind} of {}", self.at(place)),
            _ => kind,
        }
    }

    /// The binding of a sender, or where it was made.
    pub(super) fn sender(&self, place: &Place) -> String {
        match self.names.sender(place) {
            Some(name) => format!("`{name}` (made at {})", self.at(place)),
            None => format!("the one made at {}", self.at(place)),
        }
    }

    /// The binding of the sender that was made at `place`.
    pub(super) fn sender_name(&self, place: &Place) -> Option<String> {
        self.names.sender(place).map(str::to_owned)
    }

    /// `line 12`, or `queue.rs:12` in a program of several files.
    pub(super) fn at(&self, place: &Place) -> String {
        if place.line == 0 || !source::ours(self.sources, &place.file) {
            "an unknown line".to_owned()
        } else if self.files {
            self.label(place)
        } else {
            format!("line {}", place.line)
        }
    }

    /// `12`, or `queue.rs:12` in a program of several files.
    pub(super) fn label(&self, place: &Place) -> String {
        if place.line == 0 || !source::ours(self.sources, &place.file) {
            String::new()
        } else if self.files {
            let file = place.file.rsplit('/').next().unwrap_or_default();
            format!("{}:{}", cut(&clean(file), 16), place.line)
        } else {
            place.line.to_string()
        }
    }

    /// The learner's line at a place, and the column in it of what happens there.
    pub(super) fn source(&self, place: &Place) -> (String, usize) {
        let line = source::line(self.sources, place).unwrap_or_default();
        // A chain that was put together is longer than the line that the column counts in.
        let plain = source::column(self.sources, place);
        let shift = line.chars().count().saturating_sub(self.length(place));
        (line, plain + shift)
    }

    fn length(&self, place: &Place) -> usize {
        let text = source::index(self.sources, place).and_then(|file| {
            self.sources[file]
                .text
                .lines()
                .nth((place.line as usize).checked_sub(1)?)
        });
        text.map_or(0, |text| clean(text.trim()).chars().count())
    }

    /// What each stuck task waits for, in the order of creation.
    pub(super) fn stuck(&self) -> impl Iterator<Item = (usize, &'a Wait)> + '_ {
        self.finding
            .tasks
            .iter()
            .enumerate()
            .filter_map(|(index, task)| match &task.state {
                State::Blocked(wait) | State::Spinning(wait) => Some((index, wait)),
                _ => None,
            })
    }

    /// The two operations whose order decides. The explorer names an operation that a stuck task never got to do by
    /// the last one that it did: then the two have nothing to do with each other, and what the task waits for tells.
    fn decided(&self) -> Option<(usize, Second)> {
        let events = &self.finding.events;
        let (first, second) = self.finding.decisive?;
        let (a, b) = (events.get(first)?, events.get(second)?);
        let same = a.object.is_some() && a.object == b.object;
        if same || a.other == Some(b.task) || b.other == Some(a.task) {
            return Some((first, Second::Event(second)));
        }
        for (done, last) in [(first, second), (second, first)] {
            let task = events[last].task;
            let waits_for = self.wait(task).and_then(|wait| wait.object);
            let is_last = self
                .last(|event| event.task == task)
                .is_some_and(|(index, _)| index == last);
            if is_last && waits_for.is_some() && waits_for == events[done].object && events[done].task != task
            {
                return Some((done, Second::Stuck(task)));
            }
        }
        Some((first, Second::Event(second)))
    }

    /// What became of `task`.
    pub(super) fn state(&self, task: usize) -> Option<&'a State> {
        self.finding.tasks.get(task).map(|task| &task.state)
    }

    /// The wait of `task`, if it is stuck.
    pub(super) fn wait(&self, task: usize) -> Option<&'a Wait> {
        match &self.finding.tasks.get(task)?.state {
            State::Blocked(wait) | State::Spinning(wait) => Some(wait),
            _ => None,
        }
    }

    /// Tasks that wait for each other in a circle, in the order of waiting; empty when there is none.
    pub(super) fn circle(&self) -> Vec<usize> {
        let next = |task: usize| self.wait(task).and_then(|wait| wait.for_tasks.first().copied());
        for (start, _) in self.stuck() {
            let mut path = vec![start];
            let mut at = start;
            while let Some(to) = next(at) {
                if let Some(begin) = path.iter().position(|task| *task == to) {
                    let mut circle = path.split_off(begin);
                    // Told from the task that was created first, so that the same circle is told the same way.
                    let first = circle.iter().enumerate().min_by_key(|(_, task)| **task);
                    let turn = first.map_or(0, |(index, _)| index);
                    circle.rotate_left(turn);
                    return circle;
                }
                path.push(to);
                at = to;
            }
        }
        Vec::new()
    }

    /// The stuck tasks that the others wait for: the circle, else those that do not merely join a stuck one.
    pub(super) fn roots(&self) -> Vec<usize> {
        let circle = self.circle();
        if !circle.is_empty() {
            return circle;
        }
        let joins =
            |wait: &Wait| wait.op == Op::Join && wait.for_tasks.iter().any(|task| self.wait(*task).is_some());
        let roots: Vec<usize> = self
            .stuck()
            .filter(|(_, wait)| !joins(wait))
            .map(|(task, _)| task)
            .collect();
        if roots.is_empty() {
            self.stuck().map(|(task, _)| task).collect()
        } else {
            roots
        }
    }

    /// Whether std wrote this to standard error.
    pub(super) fn written(&self, words: &str) -> bool {
        self.finding.stderr.contains(words)
    }

    /// The last event that fits, with its index.
    pub(super) fn last(&self, fits: impl Fn(&Event) -> bool) -> Option<(usize, &'a Event)> {
        self.finding
            .events
            .iter()
            .enumerate()
            .rev()
            .find(|(_, event)| fits(event))
    }

    /// `2 of 20 schedules`, `every schedule`; `None` when the exploration does not say.
    pub(super) fn share(&self, ended_so: u64) -> Option<String> {
        let all = self.exploration.schedules;
        Some(match (ended_so, all) {
            (0, _) | (_, 0 | 1) => return None,
            (so, all) if so >= all && all > 1 && self.exploration.complete => "every schedule".to_owned(),
            (so, all) if so >= all => {
                format!("all {} that were run", super::words::count(all, "schedule"))
            }
            (so, all) => format!(
                "{} of {}",
                super::words::thousands(so),
                super::words::count(all, "schedule")
            ),
        })
    }

    /// `in 2 of 6 schedules ` or nothing: how a headline begins.
    pub(super) fn often(&self) -> String {
        self.share(self.finding.schedules)
            .map(|share| format!("in {share} "))
            .unwrap_or_default()
    }
}

/// Where tasks panicked: what std's own panic hook wrote tells the very line, which may be none of an operation.
fn panics(finding: &Finding, sources: &[Source]) -> Vec<(usize, Place)> {
    let mut written = finding.stderr.lines().peekable();
    // Who, where, with which words.
    let mut told: Vec<(&str, Place, &str)> = Vec::new();
    while let Some(line) = written.next() {
        let said = line
            .strip_prefix("thread '")
            .and_then(|rest| rest.split_once("' panicked at "));
        let said = said.and_then(|(who, place)| Some((who, parsed(place.strip_suffix(':')?)?)));
        if let Some((who, place)) = said.filter(|(_, place)| source::ours(sources, &place.file)) {
            told.push((who, place, written.peek().copied().unwrap_or_default()));
        }
    }
    // Two may say the same: they are told apart by their names, and each message is one task's.
    let mut found = Vec::new();
    let by_name = [true, false];
    for named in by_name {
        for (index, task) in finding.tasks.iter().enumerate() {
            let State::Panicked(message) = &task.state else {
                continue;
            };
            if found.iter().any(|(known, _)| *known == index) {
                continue;
            }
            let first = message.lines().next().unwrap_or_default();
            let name = task.name.as_deref().unwrap_or("<unnamed>");
            let is_its = |(who, _, said): &(&str, Place, &str)| *said == first && (!named || *who == name);
            if let Some(at) = told.iter().position(is_its) {
                found.push((index, told.remove(at).1));
            }
        }
    }
    found
}

/// `src/main.rs:12:5`.
fn parsed(place: &str) -> Option<Place> {
    let mut parts = place.rsplitn(3, ':');
    let (column, line, file) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Place {
        file: file.to_owned(),
        line: line.parse().ok()?,
        column: column.parse().ok()?,
    })
}

/// What an operation is usually done on.
fn kind_for(op: Op) -> &'static str {
    match op {
        Op::Lock | Op::TryLock | Op::Unlock | Op::Read | Op::TryRead | Op::Unread => "lock",
        Op::Wait | Op::Wake | Op::NotifyOne | Op::NotifyAll => "condition variable",
        Op::Arrive | Op::Pass => "barrier",
        Op::Once => "initialisation",
        Op::Send | Op::TrySend | Op::CloneSender | Op::DropSender => "sender",
        Op::Recv | Op::TryRecv | Op::RecvTimeout | Op::DropReceiver => "receiver",
        Op::Load | Op::Store | Op::Update => "atomic",
        _ => "object",
    }
}
