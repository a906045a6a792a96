//! A critical section cut in two: the lock is released between two uses of what it guards.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::guards::Guard;
use crate::mutants::source::Source;

/// Drops the guard and takes the lock again between two uses, for every two that follow each other.
pub(super) struct LockSplit;

impl Operator for LockSplit {
    fn name(&self) -> &'static str {
        "lock-split"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        for guard in Guard::all(source) {
            for gap in guard.gaps() {
                let what = format!("lock of `{}` released and taken again before this", guard.name);
                changes.push(guard.open(guard.made_mutable(Change::at(gap.before, what)), &gap));
            }
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_lock_is_free_between_two_uses() {
        table(
            &LockSplit,
            &[
                (
                    "let mut n = N.lock().unwrap(); let t = *n; sleep(); *n = t - 1;",
                    &[
                        "let mut n = N.lock().unwrap(); let t = *n; drop(n); sleep(); n = N.lock().unwrap(); *n = t - 1;",
                    ],
                ),
                (
                    "let n = N.lock().unwrap(); if *n > 0 { f(&n); }",
                    &["let mut n = N.lock().unwrap(); if *n > 0 { drop(n); n = N.lock().unwrap(); f(&n); }"],
                ),
                (
                    "let mut q = m.lock()?; while q.is_empty() { q = c.wait(q)?; } q.pop()",
                    &[
                        "let mut q = m.lock()?; while q.is_empty() { drop(q); q = m.lock()?; q = c.wait(q)?; } q.pop()",
                        "let mut q = m.lock()?; while q.is_empty() { q = c.wait(q)?; } drop(q); q = m.lock()?; q.pop()",
                    ],
                ),
                ("let n = N.lock().unwrap(); f(*n); drop(n); g();", &[]),
            ],
        );
    }
}
