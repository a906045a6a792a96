//! Threads that end before what they borrow does.

use super::builder::{Builder, Started};
use super::{Result, Thread, current};
use crate::rt::{self, TaskId};
use core::cell::{Cell, RefCell};
use core::fmt;
use core::marker::PhantomData;
use core::panic::Location;
use std::io;

/// What the threads of a scope share.
pub(super) struct Shared {
    running: Cell<usize>,
    panicked: Cell<bool>,
    /// In the order of spawning; nobody has joined them yet.
    tasks: RefCell<Vec<TaskId>>,
    main: Thread,
}

impl Shared {
    pub(super) fn begun(&self) {
        self.running.set(self.running.get() + 1);
    }

    /// A thread has ended; `panicked` when it did so by a panic that nobody joined.
    pub(super) fn ended(&self, panicked: bool) {
        self.running.set(self.running.get() - 1);
        self.panicked.set(self.panicked.get() || panicked);
    }
}

/// What threads that borrow are spawned in.
pub struct Scope<'scope, 'env: 'scope> {
    shared: Shared,
    lives: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

#[expect(unsafe_code, reason = "tasks share one operating-system thread")]
// SAFETY: all tasks of the explored program run on one operating-system thread, and what is shared is touched between
// two visible operations only.
unsafe impl Sync for Scope<'_, '_> {}
#[expect(unsafe_code, reason = "as above")]
// SAFETY: as above.
unsafe impl Send for Scope<'_, '_> {}
impl std::panic::RefUnwindSafe for Scope<'_, '_> {}

/// Runs `f`, which may start threads that borrow from outside, and waits for all of them.
///
/// # Panics
///
/// When a thread panicked and nobody joined it.
#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let at = Location::caller();
    let shared = Shared {
        running: Cell::new(0),
        panicked: Cell::new(false),
        tasks: RefCell::new(Vec::new()),
        main: current(),
    };
    let scope = Scope {
        shared,
        lives: PhantomData,
        env: PhantomData,
    };
    let result = rt::catch(|| f(&scope));
    // A thread of the scope can start another one while this waits.
    let next = || {
        let mut tasks = scope.shared.tasks.borrow_mut();
        if tasks.is_empty() {
            None
        } else {
            Some(tasks.remove(0))
        }
    };
    while let Some(task) = next() {
        rt::join(task, at);
    }
    // As in std, a handle that was forgotten keeps its thread's result, and the scope open, for ever.
    while scope.shared.running.get() != 0 {
        rt::park(None, at);
    }
    match result {
        Err(payload) => crate::panic::resume_unwind(payload),
        Ok(_) if scope.shared.panicked.get() => panic!("a scoped thread panicked"),
        Ok(result) => result,
    }
}

impl<'scope> Scope<'scope, '_> {
    /// Starts a thread in this scope.
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        self.start(Builder::new(), f, Location::caller())
    }

    fn start<F, T>(&'scope self, builder: Builder, f: F, at: rt::Place) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T,
    {
        let started = builder.start(f, Some(&self.shared), at);
        self.shared.tasks.borrow_mut().push(started.thread().task());
        ScopedJoinHandle {
            started,
            shared: &self.shared,
        }
    }
}

impl Builder {
    /// Starts the thread in `scope`.
    ///
    /// # Errors
    ///
    /// Never; std's can fail.
    ///
    /// # Panics
    ///
    /// When the name has a byte 0 in it.
    #[track_caller]
    pub fn spawn_scoped<'scope, F, T>(
        self,
        scope: &'scope Scope<'scope, '_>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        Ok(scope.start(self, f, Location::caller()))
    }
}

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope")
            .field("num_running_threads", &self.shared.running.get())
            .field("a_thread_panicked", &self.shared.panicked.get())
            .field("main_thread", &self.shared.main)
            .finish_non_exhaustive()
    }
}

/// The right to wait for a thread of a scope.
pub struct ScopedJoinHandle<'scope, T> {
    started: Started<'scope, T>,
    shared: &'scope Shared,
}

#[expect(unsafe_code, reason = "as for JoinHandle")]
// SAFETY: the result is reached by `join` alone, which takes the handle.
unsafe impl<T: Send> Send for ScopedJoinHandle<'_, T> {}
#[expect(unsafe_code, reason = "as for JoinHandle")]
// SAFETY: as above.
unsafe impl<T: Send> Sync for ScopedJoinHandle<'_, T> {}

impl<T> ScopedJoinHandle<'_, T> {
    /// The thread.
    #[must_use]
    pub fn thread(&self) -> &Thread {
        self.started.thread()
    }

    /// Waits until the thread has ended, and gives what it returned.
    ///
    /// # Errors
    ///
    /// The payload of the thread's panic.
    ///
    /// # Panics
    ///
    /// When a thread joins itself.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        let task = self.started.thread().task();
        let result = self.started.join(Location::caller());
        self.shared.tasks.borrow_mut().retain(|&it| it != task);
        result
    }

    /// Whether the thread has ended.
    #[must_use]
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.started.is_finished(Location::caller())
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}
