//! One schedule of the learner's program: tasks on coroutines, a virtual clock, a trace of what happened.
//!
//! Which task goes next is the strategy's choice ([`crate::search`]); what an operation means is the model's
//! ([`crate::model`]).

use super::image::Image;
use super::objects::Object;
use super::repeat::Fast;
use super::stack::{self, Stacks};
use super::task::{Body, Exit, Task};
use super::{Place, faults, here, memory, panics};
use crate::model::{Event, Kind, Op, Task as Id};
use crate::search::Strategy;
use corosensei::CoroutineResult;
use std::borrow::Cow;
use std::collections::HashMap;

/// What does not change from schedule to schedule.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// How time passes.
    pub clock: wire::Clock,
    /// Wake-ups without a reason are tried too.
    pub spurious: bool,
    /// Visible operations in a schedule at most.
    pub steps: usize,
    /// Operations before the program's whole state is watched for coming back.
    pub patience: usize,
    /// Standard input.
    pub stdin: Vec<u8>,
    /// Arguments.
    pub args: Vec<String>,
}

/// How a schedule ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The process ended by itself.
    Exited(i32),
    /// Nothing can happen any more.
    Stuck,
    /// A task went down.
    Fault(faults::Fault, Id),
    /// Too many operations.
    Steps,
    /// The tasks are busy for ever without getting on.
    Livelock,
    /// The strategy saw that this schedule only repeats another.
    Redundant,
    /// Something that is not modelled.
    Refused(&'static str, Place),
}

/// Runs schedules.
pub(crate) struct Engine {
    /// What does not change.
    pub settings: Settings,
    pub(super) image: Image,
    pub(super) entry: extern "C" fn() -> i32,
    pub(super) stacks: Stacks,
    pub(super) task_numbers: HashMap<(Id, u32), Id, Fast>,
    pub(super) object_numbers: HashMap<usize, u32, Fast>,
    pub(super) schedule: u64,
    /// By task number; those that this schedule has.
    pub tasks: Vec<Option<Task>>,
    /// The name of a file that is known to be the learner's.
    pub(super) own_file: *const u8,
    /// Lists that a schedule has left, so that the next one need not make them.
    pub(super) spare: Vec<Vec<(u32, Place)>>,
    /// In the order of creation.
    pub order: Vec<Id>,
    pub(super) alive: Vec<Id>,
    pub(super) ready: super::ready::Readiness,
    /// By task number.
    pub pending: Vec<Op>,
    /// By object number.
    pub objects: Vec<Object>,
    pub(super) current: Id,
    pub(super) last: Id,
    pub(super) next: Option<Id>,
    pub(super) booting: Option<Id>,
    /// Virtual nanoseconds.
    pub now: u64,
    /// What has happened.
    pub trace: Vec<Event>,
    /// Standard output.
    pub out: Vec<u8>,
    /// Standard error.
    pub err: Vec<u8>,
    pub(super) read: usize,
    /// How the process ended, once it has.
    pub gone: Option<i32>,
    /// Length of the trace and moment at which it did.
    pub gone_at: (usize, u64),
    pub(super) ending: Option<Ending>,
    pub(super) strategy: Option<Box<dyn Strategy>>,
    pub(super) ghosts: bool,
    /// The most tasks at work at one moment.
    pub overlap: u32,
    /// The most tasks asleep at one moment.
    pub asleep: u32,
    /// Exceptions from the default choice: step, and task in the order of creation.
    pub switches: wire::token::Switches,
    pub(super) preempts: bool,
    /// How many tasks spin.
    pub(super) spinning: usize,
    pub(super) mark: super::repeat::Mark,
    pub(super) code: i32,
    /// A try on a rendezvous was met, whose alternatives are not all known.
    pub approximate: bool,
    pub(super) clock_polls: HashMap<(Id, usize), (u64, u32), Fast>,
    pub(super) hook: Option<panics::Hook>,
}

impl core::fmt::Debug for Engine {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Engine")
            .field("schedule", &self.schedule)
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine for the program whose `main` is `entry`.
    pub(crate) fn new(entry: extern "C" fn() -> i32, settings: Settings) -> Self {
        Engine {
            settings,
            image: Image::take(entry as *const _),
            entry,
            stacks: Stacks::new(),
            task_numbers: HashMap::default(),
            object_numbers: HashMap::default(),
            schedule: 0,
            tasks: Vec::with_capacity(memory::TASKS),
            spare: Vec::new(),
            own_file: core::ptr::null(),
            order: Vec::new(),
            alive: Vec::new(),
            ready: super::ready::Readiness::default(),
            pending: Vec::new(),
            objects: Vec::new(),
            current: 0,
            last: 0,
            next: None,
            booting: None,
            now: 0,
            trace: Vec::new(),
            out: Vec::new(),
            err: Vec::new(),
            read: 0,
            gone: None,
            gone_at: (0, 0),
            ending: None,
            strategy: None,
            ghosts: false,
            overlap: 0,
            asleep: 0,
            switches: Vec::new(),
            preempts: false,
            spinning: 0,
            mark: super::repeat::Mark::default(),
            code: 0,
            approximate: false,
            clock_polls: HashMap::default(),
            hook: None,
        }
    }

    /// Runs one schedule, chosen by `strategy`.
    ///
    /// # Safety
    /// `engine` is the one that the learner's code will find ([`super::engine`]), and nobody holds a reference into it.
    pub(crate) unsafe fn run(
        engine: *mut Engine,
        strategy: Box<dyn Strategy>,
    ) -> (Box<dyn Strategy>, Ending) {
        // Through a raw pointer throughout: the learner's tasks reach the same engine while they run.
        // SAFETY: the caller's promise.
        unsafe {
            (*engine).reset();
            (*engine).ghosts = strategy.ghosts();
            (*engine).strategy = Some(strategy);
            let entry = (*engine).entry;
            // In an arena like all that a task holds: where `main` never ends, nobody else would free it.
            memory::enter(0);
            let main = Box::new(move || super::engine().code = entry());
            memory::leave();
            (*engine).create(0, Some(Cow::Borrowed("main")), 0, stack::MAIN, main, here());
            Self::boot(engine, 0);
            (*engine).next = if (*engine).ending.is_none() {
                (*engine).pick()
            } else {
                None
            };
            while let Some(task) = (*engine).next.take() {
                Self::resume(engine, task);
            }
            (*engine).clear();
            let ending = match ((*engine).ending.take(), (*engine).gone) {
                (Some(Ending::Stuck) | None, Some(code)) => Ending::Exited(code),
                (Some(ending), _) => ending,
                (None, None) => Ending::Stuck,
            };
            let strategy = (*engine).strategy.take().expect("nobody else takes it");
            (strategy, ending)
        }
    }

    fn reset(&mut self) {
        self.schedule += 1;
        self.image.restore();
        self.forget_objects();
        for task in self.tasks.iter_mut().flatten() {
            let mut held = core::mem::take(&mut task.held);
            held.clear();
            self.spare.push(held);
        }
        self.tasks.clear();
        self.order.clear();
        self.alive.clear();
        self.ready = super::ready::Readiness::default();
        self.trace.clear();
        self.switches.clear();
        (self.spinning, self.mark) = (0, super::repeat::Mark::default());
        self.out.clear();
        self.err.clear();
        self.clock_polls.clear();
        (self.current, self.last, self.now, self.read) = (0, 0, 0, 0);
        (self.overlap, self.asleep) = (0, 0);
        (self.gone, self.gone_at, self.ending, self.booting) = (None, (0, 0), None, None);
    }

    /// Throws away what tasks have left: their stacks without unwinding, their memory as a whole.
    fn clear(&mut self) {
        for task in self.tasks.iter_mut().flatten() {
            if let Some(mut body) = task.body.take() {
                // SAFETY: whatever lives on that stack is in the arenas, which are emptied now, or plain data.
                unsafe { body.force_reset() };
            }
            core::mem::forget(core::mem::take(&mut task.locals));
        }
        // Made in an arena, too.
        core::mem::forget(self.hook.take());
        memory::reset();
    }

    /// The tasks that have not ended, in the order of creation.
    pub(crate) fn alive(&self) -> &[Id] {
        &self.alive
    }

    /// Whether `task` repeats the same reads until somebody else changes something.
    pub(crate) fn spins(&self, task: Id) -> bool {
        self.tasks[task].as_ref().is_some_and(|it| it.spins)
    }

    /// A new task. `body` must not unwind.
    pub(super) fn create(
        &mut self,
        id: Id,
        name: Option<Cow<'static, str>>,
        parent: Id,
        stack: usize,
        body: Box<dyn FnOnce()>,
        at: Place,
    ) {
        let slot = self.stacks.get(id, stack);
        let coroutine = Body::with_stack(slot, move |yielder, ()| {
            let engine = super::engine();
            if let Some(task) = &mut engine.tasks[id] {
                task.yielder = yielder;
            }
            memory::enter(id);
            body();
            memory::leave();
            super::engine().end(id);
            Exit::Ended
        });
        while self.tasks.len() <= id {
            self.tasks.push(None);
        }
        self.pending.resize(
            self.tasks.len().max(self.pending.len()),
            Op::new(Kind::Start, 0, 0),
        );
        self.pending[id] = Op::new(Kind::Start, 0, 0);
        self.tasks[id] = Some(Task {
            name,
            nth: self.order.len() as u32,
            parent,
            spawned_at: at,
            children: 0,
            at,
            ended: false,
            panic: None,
            panicked_at: None,
            spins: false,
            watched: Vec::new(),
            woken: None,
            idle: super::repeat::Idle::default(),
            last_event: None,
            panics: 0,
            locals: Vec::new(),
            own: super::image::Own::default(),
            held: self.spare.pop().unwrap_or_default(),
            sp: 0,
            trap: coroutine.trap_handler(),
            out_depth: 0,
            yielder: core::ptr::null(),
            body: Some(coroutine),
        });
        self.order.push(id);
        self.alive.push(id);
    }

    /// Runs a new task up to its first visible operation, and comes back to the task that was running.
    pub(super) unsafe fn boot(engine: *mut Engine, id: Id) {
        // SAFETY: as for `run`.
        unsafe {
            let (parent, own) = ((*engine).current, (*engine).image.own_words());
            (*engine).booting = Some(id);
            Self::resume(engine, id);
            (*engine).booting = None;
            (*engine).current = parent;
            (*engine).image.set_own_words(&own);
            faults::arm((*engine).task(parent).trap);
        }
    }

    pub(super) fn task(&mut self, id: Id) -> &mut Task {
        self.tasks[id].as_mut().expect("a task of this schedule")
    }

    #[inline(never)]
    unsafe fn resume(engine: *mut Engine, id: Id) {
        // SAFETY: as for `run`. The task stays where it is: there is room for all tasks from the beginning.
        unsafe {
            (*engine).current = id;
            let task = (*engine).task(id);
            let body: *mut Body = task.body.as_mut().expect("it has begun");
            let (trap, own) = (task.trap, task.own);
            (*engine).image.set_own_words(&own);
            faults::arm(trap);
            let outcome = (*body).resume(());
            memory::leave();
            let own = (*engine).image.own_words();
            (*engine).task(id).own = own;
            match outcome {
                CoroutineResult::Yield(()) => {}
                CoroutineResult::Return(Exit::Ended) => (*engine).next = (*engine).pick(),
                CoroutineResult::Return(Exit::Fault(fault)) => {
                    (*engine).ending = Some(Ending::Fault(fault, id));
                    (*engine).next = None;
                }
            }
        }
    }

    /// Gives control to whoever is next; returns when the current task is chosen. Never, if it is not any more.
    #[inline(never)]
    pub(super) unsafe fn suspend(engine: *mut Engine) {
        // SAFETY: the yielder lives at the base of this very coroutine.
        unsafe {
            let me = (*engine).current;
            let task = (*engine).task(me);
            let yielder = task.yielder;
            (*yielder).suspend(());
        }
    }
}
