//! A lock that was held for one statement, held to the end of the block because its guard has a name.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::wait;
use crate::mutants::source::{Source, range};
use proc_macro2::Span;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprClosure, Stmt};

/// `let job = jobs.lock().unwrap().recv();` → `let mut kept = jobs.lock().unwrap(); let job = kept.recv();`.
pub(super) struct LockKept;

impl Operator for LockKept {
    fn name(&self) -> &'static str {
        "lock-kept"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(block, at, stmt)| {
            let expr = match stmt {
                Stmt::Local(local) => &*local.init.as_ref()?.expr,
                // In the head of a loop the lock is taken anew for each turn; that of a `match` is held to its end anyhow.
                Stmt::Expr(expr, Some(_)) => expr,
                _ => return None,
            };
            let guard_already = source.takes_lock(expr).is_some() && matches!(stmt, Stmt::Local(_));
            if guard_already || at + 1 == block.stmts.len() {
                return None;
            }
            let mut temporary = Temporary { source, found: None };
            temporary.visit_expr(expr);
            let (taken, place) = temporary.found?;
            let what = "lock held to the end of the block";
            let change = Change::at(place, what).insert(
                range(stmt).start,
                format!("let mut kept = {}; ", source.of(taken)),
            );
            Some(change.replace(range(taken), "kept"))
        });
        found.collect()
    }
}

/// The first lock that an expression takes itself, not in a block or closure of its own.
struct Temporary<'ast> {
    source: &'ast Source<'ast>,
    found: Option<(&'ast Expr, Span)>,
}

impl<'ast> Visit<'ast> for Temporary<'ast> {
    fn visit_expr(&mut self, node: &'ast Expr) {
        match self.source.takes_lock(node) {
            _ if self.found.is_some() => {}
            Some(place) => self.found = Some((node, place)),
            // A wait takes the guard and gives another one back.
            None if wait(node).is_some() => {}
            None => visit::visit_expr(self, node),
        }
    }

    fn visit_block(&mut self, _: &'ast Block) {}

    fn visit_expr_closure(&mut self, _: &'ast ExprClosure) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn a_temporary_guard_gets_a_name() {
        table(
            &LockKept,
            &[
                (
                    "let job = jobs.lock().unwrap().recv(); work(job);",
                    &["let mut kept = jobs.lock().unwrap(); let job = kept.recv(); work(job);"],
                ),
                (
                    "*n.lock().unwrap() += 1; work();",
                    &["let mut kept = n.lock().unwrap(); *kept += 1; work();"],
                ),
                ("work(); *n.lock().unwrap() += 1;", &[]),
                ("let n = m.lock().unwrap(); work(*n);", &[]),
                ("let n = c.wait(m.lock().unwrap()).unwrap(); work(*n);", &[]),
                ("f(|| m.lock().unwrap().len()); g();", &[]),
            ],
        );
    }
}
