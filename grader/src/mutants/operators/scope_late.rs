//! The end of a scope moved behind what was to happen after it.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::path_ends;
use crate::mutants::source::{Source, range};
use syn::spanned::Spanned;
use syn::{Expr, Stmt};

/// The statement behind `thread::scope(|s| …);` moves into the scope, where the threads have not been waited for.
pub(super) struct ScopeLate;

impl Operator for ScopeLate {
    fn name(&self) -> &'static str {
        "scope-late"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(block, at, stmt)| {
            let next = block.stmts.get(at + 1)?;
            let Stmt::Expr(Expr::Call(scope), Some(_)) = stmt else {
                return None;
            };
            let Some(Expr::Closure(closure)) =
                scope.args.first().filter(|_| path_ends(&scope.func, &["scope"]))
            else {
                return None;
            };
            let Expr::Block(body) = &*closure.body else {
                return None;
            };
            if matches!(next, Stmt::Item(_) | Stmt::Local(_)) {
                return None;
            }
            let mut inside = String::new();
            if let Some(last @ Stmt::Expr(_, None)) = body.block.stmts.last() {
                // The scope's own value is not used: it stands in a statement.
                let _ = last;
                inside.push(';');
            }
            inside.push_str(source.of(next));
            let close = range(&body.block.brace_token.span.close()).start;
            let change = Change::at(next.span(), "moved into the scope before it").insert(close, inside);
            Some(change.replace(range(next), ""))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_next_statement_moves_in() {
        table(
            &ScopeLate,
            &[
                (
                    "thread::scope(|s| { s.spawn(f); }); g();",
                    &["thread::scope(|s| { s.spawn(f); g();}); "],
                ),
                (
                    "thread::scope(|s| { for _ in 0..2 { s.spawn(f); } }); g();",
                    &["thread::scope(|s| { for _ in 0..2 { s.spawn(f); } ;g();}); "],
                ),
                ("thread::scope(|s| { s.spawn(f); }); let n = 1;", &[]),
                ("let x = thread::scope(|s| { 1 }); g();", &[]),
            ],
        );
    }
}
