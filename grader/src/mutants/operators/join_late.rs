//! A join moved behind what was to happen after it.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{join, joins, named, names};
use crate::mutants::source::{Nodes, Source, outermost};
use syn::Stmt;

/// Joins, or a loop of joins, change places with the next statement.
pub(super) struct JoinLate;

impl Operator for JoinLate {
    fn name(&self) -> &'static str {
        "join-late"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        for (block, at, stmt) in source.statements() {
            let Some(next) = block.stmts.get(at + 1) else {
                continue;
            };
            let plain = match stmt {
                Stmt::Expr(..) => true,
                // The next statement may need what the thread gave back.
                Stmt::Local(local) => named(local).is_some_and(|name| !names(next, name)),
                _ => false,
            };
            // Two joins may come in either order.
            if !plain || joins(next) || matches!(next, Stmt::Item(_)) {
                continue;
            }
            let found = outermost(Nodes::of_stmt(stmt).exprs, |expr| join(expr).is_some()).next();
            if let Some(call) = found.and_then(join) {
                let change = Change::at(call.method.span(), "join moved behind the next statement");
                changes.push(change.swap(source, stmt, next));
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
    fn the_next_statement_comes_first() {
        table(
            &JoinLate,
            &[
                ("a.join(); b.join(); f();", &["a.join(); f(); b.join();"]),
                (
                    "for t in ts { t.join().unwrap(); } println!(\"{n}\");",
                    &["println!(\"{n}\"); for t in ts { t.join().unwrap(); }"],
                ),
                ("a.join(); println!(\"{}\", b.join().unwrap());", &[]),
                ("let x = a.join().unwrap(); f(x);", &[]),
                (
                    "let x = a.join().unwrap(); f(); g(x);",
                    &["f(); let x = a.join().unwrap(); g(x);"],
                ),
                ("a.join(); n", &["n; a.join();"]),
            ],
        );
    }
}
