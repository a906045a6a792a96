//! Who can go on: kept up to date, because it is asked at every scheduling point and an operation changes little.

use super::engine::Engine;
use crate::model::{self, Kind, NEVER, Ready, Task as Id};
use crate::search::Set;

/// Who can go on now.
#[derive(Debug, Default)]
pub(super) struct Readiness {
    enabled: Set,
    /// Sleeping until a moment that has not come.
    asleep: Set,
    /// Everything must be worked out anew.
    pub stale: bool,
}

impl Engine {
    /// Who can go on now.
    #[inline]
    pub(super) fn enabled(&mut self) -> Set {
        if self.ready.stale {
            self.ready = Readiness::default();
            for nth in 0..self.alive.len() {
                self.refresh(self.alive[nth]);
            }
        }
        self.ready.enabled
    }

    /// How many are at work: able to go on, asleep, or busy waiting.
    pub(super) fn at_work(&self) -> u32 {
        (self.ready.enabled.len() + self.ready.asleep.len() + self.spinning) as u32
    }

    /// How many are asleep in `thread::sleep` or wait busily, which takes a processor, while time passes.
    pub(super) fn sleepers(&self, circling: &Set) -> u32 {
        let at_work =
            |id: &&Id| self.spins(**id) || self.pending[**id].kind == Kind::Sleep || circling.has(**id);
        self.alive.iter().filter(at_work).count() as u32
    }

    /// The next moment at which somebody can go on.
    pub(super) fn earliest(&self) -> u64 {
        let deadline = |id: &Id| {
            let op = &self.pending[*id];
            match model::ready(&self.objects[op.object as usize].state, op, *id, self.now) {
                Ready::At(deadline) if !self.spins(*id) => deadline,
                _ => NEVER,
            }
        };
        self.alive.iter().map(deadline).min().unwrap_or(NEVER)
    }

    /// The next moment after this one at which somebody can go on who cannot now.
    pub(super) fn earliest_after_now(&self) -> u64 {
        let deadline = |id: &Id| {
            let op = &self.pending[*id];
            match model::ready(&self.objects[op.object as usize].state, op, *id, self.now) {
                Ready::At(deadline) if deadline > self.now => deadline,
                _ => NEVER,
            }
        };
        self.alive.iter().map(deadline).min().unwrap_or(NEVER)
    }

    /// What `id` announces has changed, or what it waits for.
    #[inline]
    pub(super) fn refresh(&mut self, id: Id) {
        let op = &self.pending[id];
        let ready = model::ready(&self.objects[op.object as usize].state, op, id, self.now);
        self.ready.enabled.remove(id);
        self.ready.asleep.remove(id);
        if self.spinning > 0 && self.spins(id) {
            return;
        }
        match ready {
            Ready::Now => self.ready.enabled.add(id),
            Ready::At(_) if self.settings.clock == wire::Clock::Elastic => self.ready.enabled.add(id),
            Ready::At(_) if op.kind == Kind::Sleep => self.ready.asleep.add(id),
            _ => {}
        }
    }

    /// `object` has changed.
    #[inline]
    pub(super) fn refresh_others(&mut self, object: u32) {
        if object == 0 {
            return;
        }
        for nth in 0..self.alive.len() {
            let id = self.alive[nth];
            if self.pending[id].object == object {
                self.refresh(id);
            }
        }
    }

    /// `id` has ended.
    pub(super) fn forget(&mut self, id: Id) {
        self.alive.retain(|&it| it != id);
        self.ready.enabled.remove(id);
        self.ready.asleep.remove(id);
    }
}
