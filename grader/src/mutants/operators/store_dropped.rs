//! News that never come: the store to an atomic removed.

use super::store_early::stores;
use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::source::{Source, range};

/// `done.store(true, Ordering::Release);` → nothing.
pub(super) struct StoreDropped;

impl Operator for StoreDropped {
    fn name(&self) -> &'static str {
        "store-dropped"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(_, _, stmt)| {
            let call = stores(stmt)?;
            Some(Change::at(call.method.span(), "store removed").replace(range(stmt), "();"))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn nothing_is_told() {
        table(
            &StoreDropped,
            &[
                ("f(); done.store(true, Release);", &["f(); ();"]),
                ("file.store(1); x.store(1, 2);", &[]),
            ],
        );
    }
}
