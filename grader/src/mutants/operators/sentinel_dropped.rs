//! A sentinel that is never sent: those who wait for it wait for ever.

use super::sentinel::sentinel;
use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::source::{Source, range};

/// `queue.send(None).unwrap();` → nothing.
pub(super) struct SentinelDropped;

impl Operator for SentinelDropped {
    fn name(&self) -> &'static str {
        "sentinel-dropped"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(_, _, stmt)| {
            let call = sentinel(stmt)?;
            let what = format!("{} of the sentinel removed", call.method);
            Some(Change::at(call.method.span(), what).replace(range(stmt), "();"))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_end_is_not_told() {
        table(
            &SentinelDropped,
            &[
                ("queue.send(None).unwrap();", &["();"]),
                (
                    "for _ in &all { let _ = tx.send(Job::Stop); }",
                    &["for _ in &all { (); }"],
                ),
                ("tx.send(Some(1)).unwrap(); tx.send(item).unwrap(); f(None);", &[]),
            ],
        );
    }
}
