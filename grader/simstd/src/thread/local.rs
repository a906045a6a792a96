//! Values of which every task has its own. std's thread-locals belong to the one thread that all tasks run on.
#![expect(unsafe_code, reason = "slots of all types hang in one list; see each block")]

use super::builder::die;
use crate::io::print::FIRST_KEY;
use crate::rt;
use core::cell::{Cell, RefCell, UnsafeCell};
use core::error::Error;
use core::fmt;
use core::mem;

/// A value of which every task has its own, as `thread_local!` declares it.
pub struct LocalKey<T: 'static> {
    key: &'static u8,
    init: fn() -> T,
}

impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKey").finish_non_exhaustive()
    }
}

/// The value is gone: its task is ending.
#[non_exhaustive]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AccessError;

impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessError").finish()
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("already destroyed")
    }
}

impl Error for AccessError {}

/// What is known of a value without its type. It comes first in [`Slot`].
struct Header {
    /// Drops the value; none when there is nothing to drop, or when that was done.
    destroy: Cell<Option<unsafe fn(*mut u8)>>,
}

/// A task's value.
#[repr(C)]
struct Slot<T> {
    header: Header,
    /// None once it is dropped.
    value: UnsafeCell<Option<T>>,
}

/// Drops the value of the slot.
///
/// # Safety
/// `slot` is a `Slot<T>` of the current task.
unsafe fn destroy<T>(slot: *mut u8) {
    // SAFETY: the caller's promise. The value is taken out before it is dropped, so that its destructor finds none.
    let value = unsafe { (*(*slot.cast::<Slot<T>>()).value.get()).take() };
    drop(value);
}

/// Drops the current task's values, the one that was made last first, until no destructor has made another.
#[track_caller]
pub(crate) fn run_destructors() {
    let last = || {
        rt::locals()
            .iter()
            .rev()
            .filter(|it| it.0 >= FIRST_KEY)
            .find_map(|&(_, slot)| {
                #[expect(clippy::cast_ptr_alignment, reason = "it was made from a pointer to a slot")]
                // SAFETY: every slot of the program's begins with its header.
                let destroy = unsafe { (*slot.cast::<Header>()).destroy.take() };
                destroy.map(|it| (it, slot))
            })
    };
    while let Some((destroy, slot)) = last() {
        // SAFETY: the function came with this slot.
        if rt::catch(|| unsafe { destroy(slot) }).is_err() {
            die("thread local panicked on drop");
        }
    }
}

impl<T: 'static> LocalKey<T> {
    /// A key that is told from others by the address of `key`.
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(key: &'static u8, init: fn() -> T) -> Self {
        LocalKey { key, init }
    }

    fn slot(&'static self) -> Option<&'static Slot<T>> {
        let key = core::ptr::from_ref(self.key) as usize;
        let slot = rt::locals().iter().find(|it| it.0 == key)?.1;
        // SAFETY: this key's slots are of this type, and slots stay until the schedule is over.
        Some(unsafe { &*slot.cast::<Slot<T>>() })
    }

    /// The current task's value; made by `make`, or else by the declaration's expression, if there is none yet.
    fn value(&'static self, make: &mut dyn FnMut() -> Option<T>) -> Option<&'static T> {
        if self.slot().is_none() {
            let value = make().unwrap_or_else(self.init);
            match self.slot() {
                // The expression itself has used the key: the later value replaces the earlier one.
                // SAFETY: as std, which lets go of the first value here.
                Some(slot) => drop(unsafe { (*slot.value.get()).replace(value) }),
                None => self.enter(value),
            }
        }
        // SAFETY: the value stays until the task ends.
        unsafe { (*self.slot()?.value.get()).as_ref() }
    }

    fn enter(&'static self, value: T) {
        let destroy = mem::needs_drop::<T>().then_some(destroy::<T> as unsafe fn(*mut u8));
        let slot = Slot {
            header: Header {
                destroy: Cell::new(destroy),
            },
            value: UnsafeCell::new(Some(value)),
        };
        rt::locals().push((
            core::ptr::from_ref(self.key) as usize,
            Box::into_raw(Box::new(slot)).cast(),
        ));
    }

    /// Calls `f` with the value.
    ///
    /// # Panics
    ///
    /// When the task is ending and the value is gone.
    #[track_caller]
    pub fn with<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        let Some(value) = self.value(&mut || None) else {
            gone()
        };
        f(value)
    }

    /// Calls `f` with the value.
    ///
    /// # Errors
    ///
    /// When the task is ending and the value is gone.
    pub fn try_with<F, R>(&'static self, f: F) -> Result<R, AccessError>
    where
        F: FnOnce(&T) -> R,
    {
        self.value(&mut || None).map(f).ok_or(AccessError)
    }

    /// Calls `f` with the value; the first value is `first`, which `f` gets back when there is one already.
    #[track_caller]
    fn start_with<R>(&'static self, first: T, f: impl FnOnce(Option<T>, &T) -> R) -> R {
        let mut first = Some(first);
        let Some(value) = self.value(&mut || first.take()) else {
            gone()
        };
        f(first, value)
    }
}

#[cold]
#[track_caller]
fn gone() -> ! {
    panic!("cannot access a Thread Local Storage value during or after destruction: {AccessError:?}")
}

impl<T: 'static> LocalKey<Cell<T>> {
    /// Sets the value; the declaration's expression does not run for that.
    ///
    /// # Panics
    ///
    /// When the task is ending and the value is gone.
    #[track_caller]
    pub fn set(&'static self, value: T) {
        self.start_with(Cell::new(value), |value, cell| {
            if let Some(value) = value {
                cell.set(value.into_inner());
            }
        });
    }

    /// A copy of the value.
    ///
    /// # Panics
    ///
    /// When the task is ending and the value is gone.
    #[track_caller]
    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }

    /// Takes the value and leaves the default one.
    ///
    /// # Panics
    ///
    /// When the task is ending and the value is gone.
    #[track_caller]
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(Cell::take)
    }

    /// Replaces the value and gives the old one.
    ///
    /// # Panics
    ///
    /// When the task is ending and the value is gone.
    #[track_caller]
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    /// Calls `f` with the value, borrowed.
    ///
    /// # Panics
    ///
    /// When it is borrowed mutably, or gone because the task is ending.
    #[track_caller]
    pub fn with_borrow<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.with(|cell| f(&cell.borrow()))
    }

    /// Calls `f` with the value, borrowed mutably.
    ///
    /// # Panics
    ///
    /// When it is borrowed, or gone because the task is ending.
    #[track_caller]
    pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&mut T) -> R,
    {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }

    /// Sets the value; the declaration's expression does not run for that.
    ///
    /// # Panics
    ///
    /// When it is borrowed, or gone because the task is ending.
    #[track_caller]
    pub fn set(&'static self, value: T) {
        self.start_with(RefCell::new(value), |value, cell| {
            if let Some(value) = value {
                *cell.borrow_mut() = value.into_inner();
            }
        });
    }

    /// Takes the value and leaves the default one.
    ///
    /// # Panics
    ///
    /// When it is borrowed, or gone because the task is ending.
    #[track_caller]
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(RefCell::take)
    }

    /// Replaces the value and gives the old one.
    ///
    /// # Panics
    ///
    /// When it is borrowed, or gone because the task is ending.
    #[track_caller]
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}
