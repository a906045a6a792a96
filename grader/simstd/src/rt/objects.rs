//! The objects of the explored program, and the standard streams.

use super::engine::Engine;
use super::{Handle, Place, here, memory};
use crate::model::{State, Task as Id};

/// An object of the program.
#[derive(Debug)]
pub(crate) struct Object {
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
pub(crate) const STDOUT: u32 = 1;
pub(crate) const STDERR: u32 = 2;
pub(crate) const STDIN: u32 = 3;
pub(crate) const CLOCK: u32 = 4;
pub(crate) const STDIN_LOCK: u32 = 5;
/// The end of a task, and its park token, are objects too.
const ENDS: u32 = 8;
const TOKENS: u32 = ENDS + memory::TASKS as u32;
const FIRST: u32 = TOKENS + memory::TASKS as u32;

/// The object that stands for the end of `task`.
pub(crate) fn end_of(task: Id) -> u32 {
    ENDS + task as u32
}

/// The object that stands for the park token of `task`.
pub(crate) fn token_of(task: Id) -> u32 {
    TOKENS + task as u32
}

/// The task that an object stands for.
pub(crate) fn task_of(object: u32) -> Option<Id> {
    (ENDS..FIRST)
        .contains(&object)
        .then(|| (object - ENDS) as usize % memory::TASKS)
}

impl Engine {
    /// Makes the objects that every program has as new; the others register themselves.
    pub(super) fn forget_objects(&mut self) {
        let known = self.tasks.len();
        for (first, count) in [(STDOUT, 5), (ENDS, known), (TOKENS, known)] {
            for object in self.objects.iter_mut().skip(first as usize).take(count) {
                object.state = State::Plain;
            }
        }
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

    /// The object of `sleep` and `now`: their order matters on the elastic clock only.
    pub(super) fn clock_object(&self) -> u32 {
        if self.settings.clock == wire::Clock::Elastic {
            CLOCK
        } else {
            0
        }
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
