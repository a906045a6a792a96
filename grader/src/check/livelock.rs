//! No schedule may keep threads busy for ever without getting anywhere.

use super::{Check, blame, shown};
use crate::finding::Finding;
use crate::observe::Seen;
use crate::verdict::Verdict;
use wire::Kind;

/// No schedule is a livelock. Only the explorer can tell one from a program that is still at work.
#[derive(Debug)]
pub struct Livelock;

impl Check for Livelock {
    fn key(&self) -> &'static str {
        "livelock"
    }

    fn asks(&self) -> String {
        "never runs in circles".to_owned()
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::Livelock, Verdict::SleepSync]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        shown::of_kind(seen, Kind::Livelock, |_| Verdict::Livelock, blame::stuck)
    }
}
