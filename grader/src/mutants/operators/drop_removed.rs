//! A `drop` removed: a lock is held longer, a sender is kept.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::dropped;
use crate::mutants::source::{Source, range};

/// `drop(guard);` and `drop(sender);` → nothing: the value lives to the end of its block.
pub(super) struct DropRemoved;

impl Operator for DropRemoved {
    fn name(&self) -> &'static str {
        "drop-removed"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(_, _, stmt)| {
            let name = dropped(stmt)?;
            let what = format!("drop of `{name}` removed");
            Some(Change::at(name.span(), what).replace(range(stmt), "();"))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_value_lives_on() {
        table(
            &DropRemoved,
            &[
                ("let tx = f(); drop(tx); g();", &["let tx = f(); (); g();"]),
                ("mem::drop(n);", &["();"]),
                ("drop(f()); h.drop();", &[]),
            ],
        );
    }
}
