//! What the grader asks of an explored program, and what it reports back.
//!
//! The explored program shares its memory with the learner's code, so everything that comes back is a *claim*:
//! plain data, to be checked against the native run by whoever judges.
//!
//! [`Request`] goes in as one JSON object, [`Exploration`] comes back as one, and a [`flight`] recorder, a small
//! file that both map, says how far the search is and which schedule was running when a process died.

pub mod flight;
mod passing;
mod report;
mod request;
pub mod token;

pub use report::*;
pub use request::*;

/// Version of [`Request`], [`Exploration`] and the schedule tokens.
pub const FORMAT: u32 = 1;
