//! News that come before what they tell of: the store to an atomic moved before the statement before it.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{expression, method, path_ends};
use crate::mutants::source::Source;
use syn::{ExprMethodCall, Stmt};

/// `data.store(…); ready.store(…);` in the other order.
pub(super) struct StoreEarly;

impl Operator for StoreEarly {
    fn name(&self) -> &'static str {
        "store-early"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(block, at, stmt)| {
            let call = stores(stmt)?;
            let before = block.stmts.get(at.checked_sub(1)?)?;
            // What is stored may have been made there.
            if matches!(before, Stmt::Item(_) | Stmt::Local(_)) {
                return None;
            }
            let change = Change::at(call.method.span(), "store made before what precedes it");
            Some(change.swap(source, before, stmt))
        });
        found.collect()
    }
}

/// A statement that stores to an atomic.
pub(super) fn stores(stmt: &Stmt) -> Option<&ExprMethodCall> {
    let call = method(expression(stmt)?, "store", 2)?;
    path_ends(&call.args[1], &["Relaxed", "Release", "SeqCst"]).then_some(call)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_news_come_first() {
        table(
            &StoreEarly,
            &[
                (
                    "d.store(7, Relaxed); r.store(true, Release);",
                    &["r.store(true, Release); d.store(7, Relaxed);"],
                ),
                ("let x = f(); r.store(x, Release);", &[]),
            ],
        );
    }
}
