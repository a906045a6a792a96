//! `std::panic`: catching is counted for each task, and hooks belong to the schedule.

mod catch;
mod hook;

#[expect(deprecated, reason = "std has it too")]
pub use ::std::panic::PanicInfo;
pub use ::std::panic::{AssertUnwindSafe, Location, PanicHookInfo, RefUnwindSafe, UnwindSafe, panic_any};
pub use catch::{catch_unwind, resume_unwind};
pub use hook::{set_hook, take_hook};
