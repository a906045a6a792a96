//! One sentinel too few: one of those who wait for it waits for ever.

use super::sentinel::sentinel;
use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::source::{Source, range};
use syn::Expr;

/// A loop that sends sentinels makes one turn less.
pub(super) struct SentinelShort;

impl Operator for SentinelShort {
    fn name(&self) -> &'static str {
        "sentinel-short"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.exprs().into_iter().filter_map(|expr| {
            let Expr::ForLoop(all) = expr else { return None };
            let call = all.body.stmts.iter().find_map(sentinel)?;
            let fewer = format!("IntoIterator::into_iter({}).skip(1)", source.of(&*all.expr));
            Some(Change::at(call.method.span(), "one sentinel too few").replace(range(&*all.expr), fewer))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_loop_makes_one_turn_less() {
        table(
            &SentinelShort,
            &[
                (
                    "for _ in &all { q.send(None).unwrap(); }",
                    &["for _ in IntoIterator::into_iter(&all).skip(1) { q.send(None).unwrap(); }"],
                ),
                ("for i in 0..3 { q.send(Some(i)); }", &[]),
            ],
        );
    }
}
