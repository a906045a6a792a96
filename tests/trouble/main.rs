//! Whatever is done to it: one clear message, the right exit code, nothing left running, no learner's file changed.

mod course;
mod machine;
