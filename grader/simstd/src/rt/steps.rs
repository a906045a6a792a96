//! What happens at a scheduling point: an operation is announced, a task is chosen, the operation is done.

use super::engine::{Ending, Engine};
use super::objects::end_of;
use super::{Place, faults, memory, stack};
use crate::model::{self, Event, Kind, NEVER, Op, Task as Id, value};
use crate::search::Set;
use crate::search::View;

impl Engine {
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
        let file = at.file();
        let own = file.as_ptr() == self.own_file || self.image.owns(file);
        if own {
            self.own_file = file.as_ptr();
        }
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
    pub(super) fn end(&mut self, id: Id) {
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
            Self::op(
                engine,
                Op::new(Kind::Exit, 0, u64::from(code.cast_unsigned())),
                at,
            );
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
    pub(super) fn pick(&mut self) -> Option<Id> {
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
                self.pass(earliest, &enabled);
                continue;
            }
            if self.goes_in_circles(&enabled) {
                let later = self.earliest_after_now();
                if later == NEVER || self.gone.is_some() {
                    self.ending = Some(Ending::Livelock);
                    return None;
                }
                // They wait busily for somebody who sleeps: time goes on.
                self.pass(later, &enabled);
                continue;
            }
            if self.alive.len() > self.overlap as usize {
                self.overlap = self.overlap.max(self.at_work());
            }
            let spinning = self.spinners();
            let view = View {
                enabled: &enabled,
                spinning: &spinning,
                last: self.last,
                pending: &self.pending,
                trace: &self.trace,
                order: &self.order,
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

    /// Lets time pass. Those that `circle` wait busily meanwhile.
    fn pass(&mut self, until: u64, circling: &Set) {
        self.asleep = self.asleep.max(self.sleepers(circling));
        self.now = until;
        self.ready.stale = true;
    }

    fn perform(&mut self) -> u64 {
        let me = self.current;
        let mut op = self.pending[me];
        if op.kind == Kind::TrySend
            && op.arg == 0
            && self.objects[op.object as usize]
                .state
                .as_channel()
                .is_some_and(|it| it.bound == Some(0))
        {
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
        self.trace.push(Event {
            task: me,
            op,
            value: result,
            wrote: 0,
            time: self.now,
            ghost,
            preempts,
            woken,
            at,
        });
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
        let nothing = self.objects[channel as usize]
            .state
            .as_channel()
            .is_some_and(|it| it.sent == it.received);
        if waiting && nothing { u64::MAX } else { 0 }
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
                Self::stop(
                    engine,
                    Ending::Refused("a program with more than 255 threads", at),
                );
            }
            if let Some(event) = (*engine).trace.last_mut() {
                event.value = id as u64;
            }
            (*engine).create(
                id,
                name.map(Into::into),
                me,
                stack.unwrap_or(stack::THREAD),
                body,
                at,
            );
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

    /// The current task reads the clock at `at`: until when it must wait for that. A loop that only waits for time to
    /// pass must see it pass, although nothing here takes any time.
    pub(super) fn poll(&mut self, at: Place) -> u64 {
        const FREE: u32 = 4;
        const STEP: u64 = 1_000_000;
        let now = self.now;
        let poll = self
            .clock_polls
            .entry((self.current, core::ptr::from_ref(at) as usize))
            .or_default();
        *poll = if poll.0 == now {
            (now, poll.1 + 1)
        } else {
            (now, 1)
        };
        if poll.1 > FREE { now + STEP } else { 0 }
    }
}
