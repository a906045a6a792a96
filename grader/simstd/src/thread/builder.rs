//! Starting threads and waiting for them.
#![expect(
    unsafe_code,
    reason = "the scheduler takes bodies without lifetimes; see each block"
)]

use super::handle::Thread;
use super::scope::Shared;
use super::{Result, local};
use crate::rt::{self, Place};
use core::cell::UnsafeCell;
use core::fmt;
use core::mem;
use core::panic::Location;
use std::ffi::CString;
use std::io;
use std::sync::Arc;

/// Where a thread leaves what it returned.
pub(super) struct Packet<'scope, T> {
    scope: Option<&'scope Shared>,
    result: UnsafeCell<Option<Result<T>>>,
}

// SAFETY: written by the thread before it ends, read by whoever joined it: never at the same time.
unsafe impl<T: Send> Sync for Packet<'_, T> {}

impl<T> Drop for Packet<'_, T> {
    fn drop(&mut self) {
        let result = self.result.get_mut();
        let unhandled = matches!(result, Some(Err(_)));
        if rt::catch(|| *result = None).is_err() {
            die("thread result panicked on drop");
        }
        if let Some(scope) = self.scope {
            scope.ended(unhandled);
        }
    }
}

/// Says why and aborts, as std's runtime does when something panics where it must not.
#[track_caller]
pub(super) fn die(why: &str) -> ! {
    crate::eprintln!("fatal runtime error: {why}, aborting");
    rt::abort(Location::caller())
}

/// A thread that was started, and its result.
pub(super) struct Started<'scope, T> {
    thread: Thread,
    packet: Arc<Packet<'scope, T>>,
}

impl<T> Started<'_, T> {
    pub(super) fn thread(&self) -> &Thread {
        &self.thread
    }

    pub(super) fn is_finished(&self, at: Place) -> bool {
        rt::is_finished(self.thread.task(), at)
    }

    pub(super) fn join(mut self, at: Place) -> Result<T> {
        let itself = self.thread.task() == rt::current();
        assert!(
            !itself,
            "failed to join thread: {}",
            io::Error::from_raw_os_error(libc::EDEADLK)
        );
        rt::join(self.thread.task(), at);
        let packet = Arc::get_mut(&mut self.packet).expect("the thread has let go of it");
        packet
            .result
            .get_mut()
            .take()
            .expect("the thread has left its result")
    }
}

/// What a thread is to be like, before it is started.
#[must_use = "must eventually spawn the thread"]
#[derive(Default)]
pub struct Builder {
    name: Option<String>,
    stack_size: Option<usize>,
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("name", &self.name)
            .field("stack_size", &self.stack_size)
            .field("no_hooks", &false)
            .finish()
    }
}

impl Builder {
    /// A thread without a name, with a stack of the usual size.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Names the thread.
    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }

    /// Gives the thread a stack of `size` bytes.
    pub fn stack_size(mut self, size: usize) -> Builder {
        self.stack_size = Some(size);
        self
    }

    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// Never; std's can fail.
    ///
    /// # Panics
    ///
    /// When the name has a byte 0 in it.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        Ok(JoinHandle(self.start(f, None, Location::caller())))
    }

    /// Starts the thread, whose closure may borrow what does not live for ever.
    ///
    /// # Errors
    ///
    /// Never; std's can fail.
    ///
    /// # Panics
    ///
    /// When the name has a byte 0 in it.
    ///
    /// # Safety
    ///
    /// The thread must be joined before anything that it borrows ends.
    #[track_caller]
    pub unsafe fn spawn_unchecked<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send,
        T: Send,
    {
        Ok(JoinHandle(self.start(f, None, Location::caller())))
    }

    /// Starts a thread for closures of any lifetime: the callers see to it that it ends in time.
    pub(super) fn start<F, T>(self, f: F, scope: Option<&Shared>, at: Place) -> Started<'_, T>
    where
        F: FnOnce() -> T,
    {
        let name: Option<Arc<str>> = self.name.as_deref().map(Arc::from);
        if let Some(Err(why)) = self.name.as_deref().map(CString::new) {
            panic!("thread name may not contain interior null bytes: {why:?}");
        }
        let packet = Arc::new(Packet {
            scope,
            result: UnsafeCell::new(None),
        });
        let theirs = Arc::clone(&packet);
        let body: Box<dyn FnOnce()> = Box::new(body(f, theirs));
        // SAFETY: only the lifetime changes. A scope joins its threads before it ends, the closures of
        // `Builder::spawn` live for ever, and `spawn_unchecked` has its caller's word.
        let body = unsafe { mem::transmute::<Box<dyn FnOnce() + '_>, Box<dyn FnOnce() + 'static>>(body) };
        if let Some(scope) = scope {
            scope.begun();
        }
        let task = rt::spawn(self.name, self.stack_size, body, at);
        Started {
            thread: Thread::new(task, name),
            packet,
        }
    }
}

/// What the task does.
fn body<T>(f: impl FnOnce() -> T, packet: Arc<Packet<'_, T>>) -> impl FnOnce() {
    move || {
        let result = rt::catch(f);
        if let Err(payload) = &result {
            rt::task_panicked(&crate::run::message(&**payload));
        }
        // SAFETY: nobody reads it before this task has ended or let go of the packet.
        unsafe { *packet.result.get() = Some(result) };
        drop(packet);
        local::run_destructors();
    }
}

/// The right to wait for a thread.
pub struct JoinHandle<T>(Started<'static, T>);

// SAFETY: the result is reached by `join` alone, which takes the handle.
unsafe impl<T> Send for JoinHandle<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for JoinHandle<T> {}

impl<T> JoinHandle<T> {
    /// The thread.
    #[must_use]
    pub fn thread(&self) -> &Thread {
        self.0.thread()
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
        self.0.join(Location::caller())
    }

    /// Whether the thread has ended.
    #[must_use]
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.0.is_finished(Location::caller())
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}

/// Starts a thread.
#[track_caller]
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    JoinHandle(Builder::new().start(f, None, Location::caller()))
}
