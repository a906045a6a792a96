//! What all atomic types have in common, as a macro: they differ in the type and in how its bits are shown.

/// The methods and traits that every atomic type has, for a struct with the fields `handle` and `value`.
///
/// `$t` is the type of the value and `$bits` turns one into what a learner would see, in 64 bits. The type parameter in
/// square brackets is for pointers, and the attributes before the name are those of `new`.
///
/// What is `track_caller` but not generic is `inline` too, throughout `sync`: a pointer to such a function of a dynamic
/// library does not link otherwise. So it hands the place on and does the work elsewhere, once for all programs.
macro_rules! atomic {
    ($(#[$new:meta])* $atomic:ident [$($param:ident)?], $t:ty, $bits:expr) => {
        impl$(<$param>)? ::core::panic::RefUnwindSafe for $atomic$(<$param>)? {}

        impl$(<$param>)? $atomic$(<$param>)? {
            #[doc = concat!("An `", stringify!($atomic), "` that holds `v`.")]
            #[inline]
            #[track_caller]
            $(#[$new])*
            pub const fn new(v: $t) -> Self {
                let handle = crate::rt::Handle::new(stringify!($atomic), ::core::panic::Location::caller());
                Self { handle, value: Inner::new(v) }
            }

            /// The value, without asking anybody: nobody else has the atomic.
            pub fn get_mut(&mut self) -> &mut $t {
                self.value.get_mut()
            }

            /// The value, without the atomic.
            #[expect(unsafe_code, reason = "a constant function can neither load nor drop in another way")]
            pub const fn into_inner(self) -> $t {
                // SAFETY: the pointer is to a field of `self`, which nobody else has.
                let value = unsafe { self.value.as_ptr().read() };
                // The scheduler goes on knowing the object, which does no harm.
                let _ = ::core::mem::ManuallyDrop::new(self);
                value
            }

            /// Not modelled, so calling it ends the exploration: what is behind `ptr` is smaller than one of these.
            ///
            /// # Safety
            ///
            /// It never returns.
            #[expect(unsafe_code, reason = "std's is unsafe, too")]
            #[inline]
            #[track_caller]
            pub unsafe fn from_ptr<'a>(ptr: *mut $t) -> &'a Self {
                let _ = ptr;
                let item = concat!("std::sync::atomic::", stringify!($atomic), "::from_ptr");
                crate::rt::refuse(item, ::core::panic::Location::caller())
            }

            /// A pointer to the value. What is done through it is no operation of the program.
            pub const fn as_ptr(&self) -> *mut $t {
                self.value.as_ptr()
            }

            /// Reads the value.
            ///
            /// # Panics
            ///
            /// If `order` is `Release` or `AcqRel`.
            #[inline]
            #[track_caller]
            pub fn load(&self, order: Ordering) -> $t {
                self.read(order, ::core::panic::Location::caller())
            }

            /// Writes `val`.
            ///
            /// # Panics
            ///
            /// If `order` is `Acquire` or `AcqRel`.
            #[inline]
            #[track_caller]
            pub fn store(&self, val: $t, order: Ordering) {
                self.write(val, order, ::core::panic::Location::caller());
            }

            /// Writes `val` and gives back what was there.
            #[inline]
            #[track_caller]
            pub fn swap(&self, val: $t, order: Ordering) -> $t {
                fn at$(<$param>)?(atomic: &$atomic$(<$param>)?, val: $t, order: Ordering, at: crate::rt::Place) -> $t {
                    atomic.update_by(at, |value| value.swap(val, order))
                }
                at(self, val, order, ::core::panic::Location::caller())
            }

            /// Writes `new` if `current` is there, and gives back what was there.
            #[inline]
            #[track_caller]
            #[deprecated(since = "1.50.0", note = "use `compare_exchange` or `compare_exchange_weak` instead")]
            pub fn compare_and_swap(&self, current: $t, new: $t, order: Ordering) -> $t {
                #[expect(deprecated, reason = "it is the same method")]
                fn at$(<$param>)?(atomic: &$atomic$(<$param>)?, current: $t, new: $t, order: Ordering, at: crate::rt::Place) -> $t {
                    atomic.update_by(at, |value| value.compare_and_swap(current, new, order))
                }
                at(self, current, new, order, ::core::panic::Location::caller())
            }

            /// Writes `new` if `current` is there, and gives back what was there.
            ///
            /// # Errors
            ///
            /// What was there, if it was not `current`.
            ///
            /// # Panics
            ///
            /// If `failure` is `Release` or `AcqRel`.
            #[inline]
            #[track_caller]
            pub fn compare_exchange(
                &self,
                current: $t,
                new: $t,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$t, $t> {
                self.exchange(current, new, (success, failure), ::core::panic::Location::caller())
            }

            /// The same as [`Self::compare_exchange`]: it does not fail without a reason here.
            ///
            /// # Errors
            ///
            /// What was there, if it was not `current`.
            ///
            /// # Panics
            ///
            /// If `failure` is `Release` or `AcqRel`.
            #[inline]
            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                current: $t,
                new: $t,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$t, $t> {
                self.compare_exchange(current, new, success, failure)
            }

            /// Reads the value, and writes what `f` makes of it: again and again until no other task comes in between.
            /// Gives back what was there.
            ///
            /// # Errors
            ///
            /// What was there, if `f` returned nothing.
            ///
            /// # Panics
            ///
            /// If `fetch_order` is `Release` or `AcqRel`.
            #[inline]
            #[track_caller]
            pub fn fetch_update<F>(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: F,
            ) -> Result<$t, $t>
            where
                F: FnMut($t) -> Option<$t>,
            {
                self.try_update_by((set_order, fetch_order), ::core::panic::Location::caller(), &mut f)
            }

            /// The same as [`Self::fetch_update`].
            ///
            /// # Errors
            ///
            /// What was there, if `f` returned nothing.
            ///
            /// # Panics
            ///
            /// If `fetch_order` is `Release` or `AcqRel`.
            #[inline]
            #[track_caller]
            pub fn try_update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: impl FnMut($t) -> Option<$t>,
            ) -> Result<$t, $t> {
                self.try_update_by((set_order, fetch_order), ::core::panic::Location::caller(), &mut f)
            }

            /// The same as [`Self::fetch_update`] with a function that always returns something.
            ///
            /// # Panics
            ///
            /// If `fetch_order` is `Release` or `AcqRel`.
            #[inline]
            #[track_caller]
            pub fn update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: impl FnMut($t) -> $t,
            ) -> $t {
                let at = ::core::panic::Location::caller();
                let (Ok(was) | Err(was)) =
                    self.try_update_by((set_order, fetch_order), at, &mut |v| Some(f(v)));
                was
            }

            /// Reads the value, and writes what `f` makes of it. The orderings are those of writing and of reading.
            fn try_update_by(
                &self,
                orders: (Ordering, Ordering),
                at: crate::rt::Place,
                f: &mut dyn FnMut($t) -> Option<$t>,
            ) -> Result<$t, $t> {
                let mut was = self.read(orders.1, at);
                while let Some(new) = f(was) {
                    match self.exchange(was, new, orders, at) {
                        Ok(was) => return Ok(was),
                        Err(other) => was = other,
                    }
                }
                Err(was)
            }

            /// Writes `new` if `current` is there. The orderings are those of success and of failure.
            fn exchange(
                &self,
                current: $t,
                new: $t,
                orders: (Ordering, Ordering),
                at: crate::rt::Place,
            ) -> Result<$t, $t> {
                let mut done = Err(current);
                self.update_by(at, |value| {
                    done = value.compare_exchange(current, new, orders.0, orders.1);
                    done.unwrap_or_else(|was| was)
                });
                done
            }

            /// Writes `val` at `at`.
            fn write(&self, val: $t, order: Ordering, at: crate::rt::Place) {
                crate::rt::store(&self.handle, $bits(val), at);
                self.value.store(val, order);
            }

            /// Reads the value at `at`.
            fn read(&self, order: Ordering, at: crate::rt::Place) -> $t {
                crate::rt::load(&self.handle, at);
                let was = self.value.load(order);
                crate::rt::note($bits(was), $bits(was));
                was
            }

            /// Does one read-modify-write, which returns what was there.
            fn update_by(&self, at: crate::rt::Place, operation: impl FnOnce(&Inner$(<$param>)?) -> $t) -> $t {
                crate::rt::update(&self.handle, at);
                let was = operation(&self.value);
                crate::rt::note($bits(was), $bits(self.value.load(Ordering::Relaxed)));
                was
            }
        }

        impl$(<$param>)? From<$t> for $atomic$(<$param>)? {
            #[inline]
            #[track_caller]
            fn from(v: $t) -> Self {
                Self::new(v)
            }
        }

        impl$(<$param>)? ::core::fmt::Debug for $atomic$(<$param>)? {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.read(Ordering::Relaxed, self.handle.made()), f)
            }
        }
    };
}

/// Further read-modify-writes of an atomic type, each with its documentation: those that std's type has, by its names.
macro_rules! read_modify_write {
    ($atomic:ident $params:tt, $t:ty, $operand:ty: $($(#[$doc:meta])* $method:ident)*) => {
        $(read_modify_write!(@one $atomic $params, $t, $operand: $(#[$doc])* $method);)*
    };
    (@one $atomic:ident [$($param:ident)?], $t:ty, $operand:ty: $(#[$doc:meta])* $method:ident) => {
        impl$(<$param>)? $atomic$(<$param>)? {
            $(#[$doc])*
            #[inline]
            #[track_caller]
            pub fn $method(&self, val: $operand, order: Ordering) -> $t {
                fn at$(<$param>)?(
                    atomic: &$atomic$(<$param>)?,
                    val: $operand,
                    order: Ordering,
                    at: crate::rt::Place,
                ) -> $t {
                    atomic.update_by(at, |value| value.$method(val, order))
                }
                at(self, val, order, ::core::panic::Location::caller())
            }
        }
    };
}
