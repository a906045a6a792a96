//! One schedule of the learner's program: tasks on coroutines, a virtual clock, a trace of what happened.
//!
//! Which task goes next is the strategy's choice ([`crate::search`]); what an operation means is the model's
//! ([`crate::model`]).

use super::image::Image;
use super::stack::{self, Stacks};
use super::task::{Body, Exit, Task};
use super::{Handle, Place, faults, memory, panics};
use crate::model::{self, Event, Kind, NEVER, Op, State, Task as Id, value};
use crate::search::{Strategy, View};
use corosensei::CoroutineResult;
use std::collections::HashMap;

/// What does not change from schedule to schedule.
#[derive(Clone, Debug, Default)]
pub struct Settings {
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
pub enum Ending {
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

/// An object of the program.
#[derive(Debug)]
pub struct Object {
    /// std's name for its type.
    pub kind: &'static str,
    /// Where it was made.
    pub made: Place,
    /// What is known about it.
    pub state: State,
    /// For a channel: the living senders' numbers and places.
    pub senders: Vec<(u32, Place)>,
    next_sender: u32,
    /// The schedule in which it was last registered; 0: it was dropped.
    stamp: u64,
}

/// Numbers of the objects that every program has.
pub const STDOUT: u32 = 1;
pub const STDERR: u32 = 2;
pub const STDIN: u32 = 3;
pub const CLOCK: u32 = 4;
pub const STDIN_LOCK: u32 = 5;
/// The end of a task, and its park token, are objects too.
const ENDS: u32 = 8;
const TOKENS: u32 = ENDS + memory::TASKS as u32;
const FIRST: u32 = TOKENS + memory::TASKS as u32;

/// The object that stands for the end of `task`.
pub fn end_of(task: Id) -> u32 {
    ENDS + task as u32
}

/// The object that stands for the park token of `task`.
pub fn token_of(task: Id) -> u32 {
    TOKENS + task as u32
}

/// The task that an object stands for.
pub fn task_of(object: u32) -> Option<Id> {
    (ENDS..FIRST).contains(&object).then(|| (object - ENDS) as usize % memory::TASKS)
}

#[track_caller]
fn here() -> Place {
    core::panic::Location::caller()
}

/// Runs schedules.
pub struct Engine {
    /// What does not change.
    pub settings: Settings,
    pub(super) image: Image,
    entry: extern "C" fn() -> i32,
    stacks: Stacks,
    task_numbers: HashMap<(Id, u32), Id>,
    object_numbers: HashMap<usize, u32>,
    schedule: u64,
    /// By task number; those that this schedule has.
    pub tasks: Vec<Option<Task>>,
    /// In the order of creation.
    pub order: Vec<Id>,
    pub(super) alive: Vec<Id>,
    pub(super) ready: super::ready::Readiness,
    /// By task number.
    pub pending: Vec<Op>,
    /// By object number.
    pub objects: Vec<Object>,
    pub(super) current: Id,
    last: Id,
    next: Option<Id>,
    booting: Option<Id>,
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
    strategy: Option<Box<dyn Strategy>>,
    ghosts: bool,
    /// The most tasks at work at one moment.
    pub overlap: u32,
    /// Exceptions from the default choice: step, and task in the order of creation.
    pub switches: wire::token::Switches,
    preempts: bool,
    /// How many tasks spin.
    pub(super) spinning: usize,
    pub(super) mark: super::repeat::Mark,
    pub(super) code: i32,
    /// A try on a rendezvous was met, whose alternatives are not all known.
    pub approximate: bool,
    clock_polls: HashMap<(Id, usize), (u64, u32)>,
    pub(super) hook: Option<panics::Hook>,
}

impl core::fmt::Debug for Engine {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Engine").field("schedule", &self.schedule).finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine for the program whose `main` is `entry`.
    pub fn new(entry: extern "C" fn() -> i32, settings: Settings) -> Self {
        Engine {
            settings,
            image: Image::take(entry as *const _),
            entry,
            stacks: Stacks::new(),
            task_numbers: HashMap::new(),
            object_numbers: HashMap::new(),
            schedule: 0,
            tasks: Vec::new(),
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
            switches: Vec::new(),
            preempts: false,
            spinning: 0,
            mark: super::repeat::Mark::default(),
            code: 0,
            approximate: false,
            clock_polls: HashMap::new(),
            hook: None,
        }
    }

    /// Runs one schedule, chosen by `strategy`.
    ///
    /// # Safety
    /// `engine` is the one that the learner's code will find ([`super::engine`]), and nobody holds a reference into it.
    pub unsafe fn run(engine: *mut Engine, strategy: Box<dyn Strategy>) -> (Box<dyn Strategy>, Ending) {
        // Through a raw pointer throughout: the learner's tasks reach the same engine while they run.
        // SAFETY: the caller's promise.
        unsafe {
            (*engine).reset();
            (*engine).ghosts = strategy.ghosts();
            (*engine).strategy = Some(strategy);
            let entry = (*engine).entry;
            let main = Box::new(move || super::engine().code = entry());
            (*engine).create(0, Some("main".into()), 0, stack::MAIN, main, here());
            Self::boot(engine, 0);
            (*engine).next = if (*engine).ending.is_none() { (*engine).pick() } else { None };
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
        // What every program has; the other objects register themselves.
        let known = self.tasks.len();
        for (first, count) in [(STDOUT, 5), (ENDS, known), (TOKENS, known)] {
            for object in self.objects.iter_mut().skip(first as usize).take(count) {
                object.state = State::Plain;
            }
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
        (self.current, self.last, self.now, self.read, self.overlap) = (0, 0, 0, 0, 0);
        (self.gone, self.gone_at, self.ending, self.booting) = (None, (0, 0), None, None);
        while self.objects.len() < FIRST as usize {
            self.objects.push(Object {
                kind: "",
                made: here(),
                state: State::Plain,
                senders: Vec::new(),
                next_sender: 0,
                stamp: 0,
            });
        }
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
    pub fn alive(&self) -> &[Id] {
        &self.alive
    }

    /// Whether `task` repeats the same reads until somebody else changes something.
    pub fn spins(&self, task: Id) -> bool {
        self.tasks[task].as_ref().is_some_and(|it| it.spins)
    }

    /// A new task. `body` must not unwind.
    fn create(&mut self, id: Id, name: Option<String>, parent: Id, stack: usize, body: Box<dyn FnOnce()>, at: Place) {
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
        self.pending.resize(self.tasks.len().max(self.pending.len()), Op::new(Kind::Start, 0, 0));
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
            fresh: 0,
            held: Vec::new(),
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
    unsafe fn boot(engine: *mut Engine, id: Id) {
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

    fn task(&mut self, id: Id) -> &mut Task {
        self.tasks[id].as_mut().expect("a task of this schedule")
    }

    #[inline(never)]
    unsafe fn resume(engine: *mut Engine, id: Id) {
        // SAFETY: as for `run`. The body is taken out, so that nothing refers to it while it runs.
        unsafe {
            (*engine).current = id;
            let task = (*engine).task(id);
            let (mut body, trap, own) = (task.body.take().expect("it has not ended"), task.trap, task.own);
            (*engine).image.set_own_words(&own);
            faults::arm(trap);
            let outcome = body.resume(());
            memory::leave();
            let own = (*engine).image.own_words();
            let task = (*engine).task(id);
            (task.own, task.body) = (own, Some(body));
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
    unsafe fn suspend(engine: *mut Engine) {
        // SAFETY: the yielder lives at the base of this very coroutine.
        unsafe {
            let me = (*engine).current;
            let task = (*engine).task(me);
            let yielder = task.yielder;
            (*yielder).suspend(());
        }
    }

    /// Announces `op` for the current task, waits for its turn and does it. Returns what came of it.
    ///
    /// # Safety
    /// As for [`Engine::run`], from inside a task.
    #[inline]
    pub(super) unsafe fn op(engine: *mut Engine, op: Op, at: Place) -> u64 {
        let mark = 0_u8;
        // SAFETY: the caller's promise.
        unsafe {
            if !(*engine).announce(op, at, &raw const mark as usize) {
                Self::suspend(engine);
            }
            (*engine).perform()
        }
    }

    /// Announces `op`; true when the current task goes on at once.
    fn announce(&mut self, op: Op, at: Place, sp: usize) -> bool {
        let me = self.current;
        self.pending[me] = op;
        let own = self.image.owns(at.file());
        let task = self.task(me);
        task.sp = sp;
        if own {
            task.at = at;
        }
        self.look_for_spinning(&op, at);
        self.refresh(me);
        if self.booting == Some(me) {
            return false;
        }
        self.next = self.pick();
        let mine = self.next == Some(me);
        if mine {
            self.next = None;
        }
        mine
    }

    /// The current task ends.
    fn end(&mut self, id: Id) {
        let place = self.task(id).at;
        // SAFETY: from inside that task, and `self` is not used after.
        unsafe {
            let engine = core::ptr::from_mut(self);
            Self::op(engine, Op::new(Kind::End, end_of(id), u64::from(id == 0)), place);
            super::engine().ended(id);
        }
    }

    fn ended(&mut self, id: Id) {
        self.forget(id);
        self.task(id).ended = true;
        if id == 0 {
            self.leave(self.code);
        }
    }

    /// The process is gone, if it was not before.
    fn leave(&mut self, code: i32) {
        if self.gone.is_none() {
            self.gone = Some(code);
            self.gone_at = (self.trace.len(), self.now);
        }
    }

    /// Ends the process from inside a task.
    pub(super) fn exit(&mut self, code: i32, at: Place) -> ! {
        let engine = core::ptr::from_mut(self);
        // SAFETY: from inside that task.
        unsafe {
            Self::op(engine, Op::new(Kind::Exit, 0, u64::from(code.cast_unsigned())), at);
            let me = (*engine).current;
            (*engine).leave(code);
            (*engine).forget(me);
            (*engine).next = (*engine).pick();
            loop {
                Self::suspend(engine);
            }
        }
    }

    /// Chooses the task that goes next; none when the schedule is over.
    fn pick(&mut self) -> Option<Id> {
        loop {
            if self.ending.is_some() || self.gone.is_some() && !self.ghosts {
                return None;
            }
            if self.trace.len() >= self.settings.steps {
                if self.gone.is_none() {
                    self.ending = Some(Ending::Steps);
                }
                return None;
            }
            let enabled = self.enabled();
            if enabled.is_empty() {
                let earliest = self.earliest();
                if self.gone.is_some() || earliest == NEVER {
                    self.ending = Some(Ending::Stuck);
                    return None;
                }
                self.now = earliest;
                self.ready.stale = true;
                continue;
            }
            if self.goes_in_circles(&enabled) {
                self.ending = Some(Ending::Livelock);
                return None;
            }
            self.overlap = self.overlap.max(self.at_work());
            let spinning = self.spinners();
            let view = View {
                enabled: &enabled,
                spinning: &spinning,
                last: self.last,
                pending: &self.pending,
                trace: &self.trace,
                order: &self.order,
                now: self.now,
            };
            let Some(choice) = self.strategy.as_mut().and_then(|it| it.pick(&view)) else {
                self.ending = Some(Ending::Redundant);
                return None;
            };
            if choice != view.default_choice() {
                let nth = self.tasks[choice].as_ref().map_or(0, |it| it.nth);
                self.switches.push((self.trace.len() as u32, nth));
                super::flight::switch(self.trace.len() as u32, nth);
            }
            if self.spinning > 0 {
                self.spin_once_more(choice);
            }
            self.preempts = choice != self.last && enabled.has(self.last);
            self.last = choice;
            return Some(choice);
        }
    }

    fn perform(&mut self) -> u64 {
        let me = self.current;
        let mut op = self.pending[me];
        if op.kind == Kind::TrySend && op.arg == 0 && self.objects[op.object as usize].state.as_channel().is_some_and(|it| it.bound == Some(0)) {
            op.arg = self.rendezvous_receiver(op.object);
            self.approximate = true;
        }
        let result = model::perform(&mut self.objects[op.object as usize].state, &op, me, self.now);
        let deadline = op.deadline();
        if deadline != NEVER && (op.kind == Kind::Sleep || result == value::FAILED) {
            self.ready.stale |= deadline > self.now;
            self.now = self.now.max(deadline);
        }
        let task = self.tasks[me].as_mut().expect("a task of this schedule");
        let mut at = task.at;
        match op.kind {
            Kind::Lock | Kind::Read => task.held.push((op.object, at)),
            Kind::TryLock | Kind::TryRead if result != value::FAILED => task.held.push((op.object, at)),
            Kind::Unlock | Kind::Unread => {
                if let Some(held) = task.held.iter().rposition(|it| it.0 == op.object) {
                    at = task.held.remove(held).1;
                }
            }
            _ => {}
        }
        faults::progress();
        let ghost = self.gone.is_some();
        let preempts = self.preempts;
        task.last_event = Some(self.trace.len());
        let woken = task.woken.take();
        self.trace.push(Event { task: me, op, value: result, wrote: 0, time: self.now, ghost, preempts, woken, at });
        if op.kind != Kind::Update {
            self.stir();
        }
        self.refresh_others(op.object);
        result
    }

    /// Whether a receiver waits for a sender of a rendezvous that has offered nothing yet.
    fn rendezvous_receiver(&self, channel: u32) -> u64 {
        let receives = |it: &Op| it.object == channel && matches!(it.kind, Kind::Recv | Kind::RecvTimeout);
        let waiting = self.alive.iter().any(|&id| receives(&self.pending[id]));
        let nothing = self.objects[channel as usize].state.as_channel().is_some_and(|it| it.sent == it.received);
        if waiting && nothing { u64::MAX } else { 0 }
    }

    /// The number of the object behind `handle`.
    #[inline]
    pub(super) fn object(&mut self, handle: &Handle) -> u32 {
        let id = handle.id.get();
        if id != 0 { id } else { self.register(handle) }
    }

    #[cold]
    fn register(&mut self, handle: &Handle) -> u32 {
        let address = core::ptr::from_ref(handle) as usize;
        let mut key = address;
        let id = loop {
            let next = self.objects.len() as u32;
            let id = *self.object_numbers.entry(key).or_insert(next);
            if id == next || self.objects[id as usize].stamp != self.schedule {
                break id;
            }
            // One that was made here, moved away and still lives: the next name.
            key = key.wrapping_add(1);
        };
        let object = Object {
            kind: handle.kind,
            made: handle.made,
            state: State::Plain,
            senders: Vec::new(),
            next_sender: 0,
            stamp: self.schedule,
        };
        if id as usize == self.objects.len() {
            self.objects.push(object);
        } else {
            self.objects[id as usize] = object;
        }
        handle.id.set(id);
        id
    }

    /// The object behind `handle` is dropped.
    pub(super) fn retire(&mut self, handle: &Handle) {
        if let Some(object) = self.objects.get_mut(handle.id.get() as usize) {
            object.stamp = 0;
        }
    }

    /// Opens a channel.
    pub(super) fn open(&mut self, handle: &Handle, bound: Option<usize>) {
        let id = self.object(handle) as usize;
        let object = &mut self.objects[id];
        object.state.open(bound);
        object.senders.push((0, handle.made));
        object.next_sender = 1;
    }

    /// One more sender of a channel.
    pub(super) fn clone_sender(&mut self, handle: &Handle, at: Place) -> u32 {
        let id = self.object(handle) as usize;
        let object = &mut self.objects[id];
        object.state.clone_sender();
        let number = object.next_sender;
        object.senders.push((number, at));
        object.next_sender += 1;
        number
    }

    /// Spawns a task from the current one.
    ///
    /// # Safety
    /// As for [`Engine::op`].
    pub(super) unsafe fn spawn(
        engine: *mut Engine,
        name: Option<String>,
        stack: Option<usize>,
        body: Box<dyn FnOnce()>,
        at: Place,
    ) -> Id {
        // SAFETY: the caller's promise.
        unsafe {
            Self::op(engine, Op::new(Kind::Spawn, 0, 0), at);
            let me = (*engine).current;
            let id = (*engine).number(me);
            if id >= memory::TASKS {
                Self::stop(engine, Ending::Refused("a program with more than 255 threads", at));
            }
            if let Some(event) = (*engine).trace.last_mut() {
                event.value = id as u64;
            }
            (*engine).create(id, name, me, stack.unwrap_or(stack::THREAD), body, at);
            Self::boot(engine, id);
            if (*engine).ending.is_some() {
                (*engine).next = None;
                Self::suspend(engine);
            }
            id
        }
    }

    /// The number of the next task that `parent` spawns: the same in every schedule.
    fn number(&mut self, parent: Id) -> Id {
        let nth = self.task(parent).children;
        self.task(parent).children += 1;
        let next = self.task_numbers.len() + 1;
        *self.task_numbers.entry((parent, nth)).or_insert(next)
    }

    /// Ends the schedule from inside a task.
    ///
    /// # Safety
    /// As for [`Engine::op`].
    pub(super) unsafe fn stop(engine: *mut Engine, ending: Ending) -> ! {
        // SAFETY: the caller's promise.
        unsafe {
            (*engine).ending = Some(ending);
            (*engine).next = None;
            loop {
                Self::suspend(engine);
            }
        }
    }

    /// The object of `sleep` and `now`: their order matters on the elastic clock only.
    pub(super) fn clock_object(&self) -> u32 {
        if self.settings.clock == wire::Clock::Elastic { CLOCK } else { 0 }
    }

    /// The current task reads the clock at `at`: until when it must wait for that. A loop that only waits for time to
    /// pass must see it pass, although nothing here takes any time.
    pub(super) fn poll(&mut self, at: Place) -> u64 {
        const FREE: u32 = 4;
        const STEP: u64 = 1_000_000;
        let now = self.now;
        let poll = self.clock_polls.entry((self.current, core::ptr::from_ref(at) as usize)).or_default();
        *poll = if poll.0 == now { (now, poll.1 + 1) } else { (now, 1) };
        if poll.1 > FREE { now + STEP } else { 0 }
    }

    pub(super) fn print(&mut self, bytes: &[u8]) {
        if let Some(event) = self.trace.last_mut() {
            event.value = self.out.len() as u64;
        }
        if self.gone.is_none() {
            self.out.extend_from_slice(bytes);
        }
    }

    pub(super) fn print_error(&mut self, bytes: &[u8]) {
        if self.gone.is_none() {
            self.err.extend_from_slice(bytes);
        }
    }

    /// The current task takes the lock of standard output once more; true when it is the first time.
    pub(super) fn deepen(&mut self) -> bool {
        let me = self.current;
        let task = self.task(me);
        task.out_depth += 1;
        task.out_depth == 1
    }

    /// The reverse of [`Engine::deepen`]; true when it was the last time.
    pub(super) fn surface(&mut self) -> bool {
        let me = self.current;
        let task = self.task(me);
        task.out_depth = task.out_depth.saturating_sub(1);
        task.out_depth == 0
    }

    pub(super) fn input(&mut self, buffer: &mut [u8]) -> usize {
        let rest = &self.settings.stdin[self.read.min(self.settings.stdin.len())..];
        let size = rest.len().min(buffer.len());
        buffer[..size].copy_from_slice(&rest[..size]);
        self.read += size;
        size
    }
}
