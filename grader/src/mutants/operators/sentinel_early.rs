//! A sentinel sent before the last of what it ends.

use super::sentinel::sentinel;
use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::source::Source;
use syn::{Expr, Stmt};

/// A sentinel, or a loop that sends nothing else, changes places with the statement before it.
pub(super) struct SentinelEarly;

impl Operator for SentinelEarly {
    fn name(&self) -> &'static str {
        "sentinel-early"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(block, at, stmt)| {
            let call = match stmt {
                Stmt::Expr(Expr::ForLoop(all), _) if all.body.stmts.len() == 1 => {
                    sentinel(&all.body.stmts[0])?
                }
                _ => sentinel(stmt)?,
            };
            let before = block.stmts.get(at.checked_sub(1)?)?;
            if matches!(before, Stmt::Item(_) | Stmt::Local(_)) || sentinel(before).is_some() {
                return None;
            }
            let change = Change::at(call.method.span(), "sentinel sent before what precedes it");
            Some(change.swap(source, before, stmt))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_end_comes_too_soon() {
        table(
            &SentinelEarly,
            &[
                (
                    "for i in 0..5 { q.send(Some(i)); } q.send(None);",
                    &["q.send(None); for i in 0..5 { q.send(Some(i)); }"],
                ),
                (
                    "f(); for _ in &all { q.send(None); }",
                    &["for _ in &all { q.send(None); }; f();"],
                ),
                ("q.send(None); q.send(None);", &[]),
            ],
        );
    }
}
